"use client";

import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Plus, Trash2, Undo2 } from "lucide-react";
import { IconButton } from "@/components/protocol/fields";
import { QuestionFields, type QuestionFieldsProps } from "@/components/protocol/question-fields";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import {
  addQuestion,
  changeType,
  freeKey,
  keyFromText,
  moveQuestion,
  removeQuestion,
  renameQuestion,
} from "@/lib/protocol/edit-questions";
import type { Question, QuestionType } from "@/lib/protocol/schema";
import { kindOf, kinds, questionTypes } from "@/lib/questions/kinds";
import type { FieldErrors } from "@/lib/result";

type QuestionListProps = {
  questions: readonly Question[];
  errors: FieldErrors;
  /** Keys of questions that a published version asks: their names stay when their words change. */
  knownKeys: ReadonlySet<string>;
  /** What questions may be asked of. */
  offered: QuestionFieldsProps["offered"];
  openKey: string | null;
  onOpen: (key: string | null) => void;
  onChange: (questions: Question[]) => void;
  /** For what can be undone. */
  onRestructure: (questions: Question[]) => void;
  onUndo: (() => void) | null;
};

const countErrors = (errors: FieldErrors, path: string) =>
  Object.keys(errors).filter((name) => name.startsWith(`${path}.`)).length;

type RowProps = QuestionListProps & { question: Question; index: number };

function QuestionRow({ question, index, ...props }: RowProps) {
  const { questions, errors, knownKeys, offered, openKey, onOpen, onChange, onRestructure } = props;
  const isOpen = question.key === openKey;
  const wrong = countErrors(errors, `questions.${index}`);
  const number = index + 1;

  /** A new question's name follows its words until somebody names it. */
  const write = (next: Question) => {
    const isNamedBySelf = !knownKeys.has(question.key) && question.key === (keyFromText(question.text) ?? question.key);
    const others = questions.filter((_, place) => place !== index);
    const key =
      isNamedBySelf && next.text !== question.text
        ? freeKey(keyFromText(next.text) ?? question.key, others)
        : question.key;
    const changed = questions.map((one, place) => (place === index ? next : one));
    onChange(key === question.key ? changed : renameQuestion(changed, index, key));
    if (key !== question.key) onOpen(key);
  };
  const rename = (key: string) => {
    onChange(renameQuestion(questions, index, key));
    onOpen(key);
  };

  return (
    <li className={classNames("rounded-lg border bg-surface", isOpen && "border-accent")}>
      <div className="flex items-center gap-1 pr-1.5">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => onOpen(isOpen ? null : question.key)}
          className="flex min-h-12 min-w-0 flex-1 items-center gap-2 py-2 pl-2.5 text-left"
        >
          {isOpen ? (
            <ChevronDown className="size-4 shrink-0 text-muted" aria-hidden />
          ) : (
            <ChevronRight className="size-4 shrink-0 text-muted" aria-hidden />
          )}
          <span className="w-5 shrink-0 text-sm text-muted tabular-nums">{number}</span>
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{question.text || "Without words yet"}</span>
          {wrong > 0 && <Badge tone="danger">{wrong} to mend</Badge>}
          <Badge className="max-sm:hidden">{kindOf(question).name}</Badge>
        </button>
        <IconButton
          label={`Move question ${number} up`}
          disabled={index === 0}
          onClick={() => onRestructure(moveQuestion(questions, index, -1))}
        >
          <ArrowUp aria-hidden />
        </IconButton>
        <IconButton
          label={`Move question ${number} down`}
          disabled={index === questions.length - 1}
          onClick={() => onRestructure(moveQuestion(questions, index, 1))}
        >
          <ArrowDown aria-hidden />
        </IconButton>
        <IconButton label={`Delete question ${number}`} onClick={() => onRestructure(removeQuestion(questions, index))}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {isOpen && (
        <div className="border-t p-4">
          <QuestionFields
            question={question}
            errors={errors}
            offered={offered}
            path={`questions.${index}`}
            earlier={questions.slice(0, index)}
            onChange={write}
            onType={(type) => onRestructure(changeType(questions, index, type))}
            onKey={rename}
          />
        </div>
      )}
    </li>
  );
}

/** The questions in the order asked: open one to edit it, move and delete it; add one at the end. */
export function QuestionList(props: QuestionListProps) {
  const { questions, onRestructure, onOpen, onUndo } = props;
  const add = (type: QuestionType) => {
    const next = addQuestion(questions, type);
    onRestructure(next);
    onOpen(next.at(-1)?.key ?? null);
  };
  return (
    <section aria-labelledby="questions-heading">
      <div className="mb-3 flex min-h-8 items-center justify-between">
        <h2 id="questions-heading" className="font-semibold">
          Questions
        </h2>
        {onUndo && (
          <Button tone="quiet" size="small" onClick={onUndo}>
            <Undo2 aria-hidden />
            Undo
          </Button>
        )}
      </div>
      <ol className="flex flex-col gap-2">
        {questions.map((question, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a question's key is being typed here; its place is what stays
          <QuestionRow key={index} {...props} question={question} index={index} />
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center gap-1.5">
        <span className="mr-1 text-[13px] text-muted">Add</span>
        {questionTypes.map((type) => (
          <Button
            key={type}
            size="small"
            disabled={questions.length >= 40 || (kinds[type].isAboutAnother && questions.length === 0)}
            onClick={() => add(type)}
          >
            <Plus aria-hidden />
            {kinds[type].name}
          </Button>
        ))}
      </div>
    </section>
  );
}
