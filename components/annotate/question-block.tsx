"use client";

import type { Asked } from "@/components/annotate/asked-questions";
import { writeChoice } from "@/components/annotate/assign-keys";
import { ChoiceList } from "@/components/annotate/choice-list";
import type { Judging } from "@/components/annotate/judging";
import { describeTarget } from "@/components/annotate/target-words";
import { useSay } from "@/components/language/speak";
import { viewOf } from "@/components/questions/kinds";
import { Kbd } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { AnswerInput } from "@/lib/protocol/schema";
import type { Choice } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";
import { listMarks } from "@/lib/questions/mark-answers";

/** Marks a question's fieldset, so that the keys can find it. */
export const questionMark = "data-question";

type QuestionBlockProps = {
  judging: Judging;
  asked: Asked;
  /** Unique on the page. */
  id: string;
  /** The first question about this target: what it is about is said above it, and to who sees no picture at each. */
  isFirstThere: boolean;
  /** A row of a table, which says above what the answers mean. */
  isRow: boolean;
  onPick: (choice: Choice) => void;
  onWrite: (answer: AnswerInput | undefined) => void;
  onMark: (target: string, answer: AnswerInput | undefined) => void;
  onInHand: () => void;
};

function Written({
  judging,
  asked: { question, answer, error, isInHand },
  id,
  onWrite,
  onMark,
  describedBy,
}: QuestionBlockProps & { describedBy: string | undefined }) {
  const say = useSay();
  const view = viewOf(question);
  const about = judging.protocol.questions.find(({ key }) => key === kindOf(question).about(question));
  if (!view.Written) return null;
  return (
    <view.Written
      question={question}
      answer={answer}
      error={error}
      about={about}
      onWrite={onWrite}
      placing={{ marks: listMarks(judging.answers, question), onMark, isInHand }}
      say={say}
      describedBy={describedBy}
      item={judging.item}
      isLocked={judging.locked !== null}
      labelledBy={`${id}-text`}
    />
  );
}

/** One question: its text, what can be answered, and what is wrong with the answer. The one in hand is marked and shows its keys. */
export function QuestionBlock(props: QuestionBlockProps) {
  const say = useSay();
  const { judging, asked, id, isFirstThere, isRow, onPick, onWrite, onInHand } = props;
  const about = describeTarget(asked.target, judging.item);
  const { question, error, isInHand, keys, answer } = asked;
  const writeKey = keys.get(writeChoice);
  const hint = kindOf(question).hint(question);
  const describedBy =
    [hint && `${id}-hint`, question.help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ") ||
    undefined;
  return (
    <fieldset
      {...{ [questionMark]: asked.address }}
      tabIndex={-1}
      aria-labelledby={about ? `${id}-about ${id}-text` : `${id}-text`}
      aria-describedby={describedBy}
      aria-invalid={error ? true : undefined}
      onFocus={onInHand}
      className={classNames(
        "scroll-my-6 border-l-[3px] py-1 pl-[15px] @min-[64rem]:pr-1 focus-visible:outline-offset-4",
        isInHand ? (error ? "border-danger" : "border-accent") : "border-transparent",
      )}
    >
      {about && (
        <p
          id={`${id}-about`}
          className={isFirstThere ? "mb-3 border-b pb-1 text-[13px] leading-snug text-muted" : "sr-only"}
        >
          <span className="font-semibold text-ink">{say.retell(about.name)}</span>
          {about.beginning && <bdi> {about.beginning}</bdi>}
        </p>
      )}
      <div className={classNames("flex items-start gap-3", isRow ? "mb-1" : "mb-2")}>
        <p
          id={`${id}-text`}
          className={classNames("flex-1 text-[15px] leading-snug text-pretty", !isRow && "font-semibold")}
        >
          {question.text}
          {!question.required && <span className="font-normal text-muted"> {say("(optional)")}</span>}
        </p>
        {writeKey && (
          <Kbd aria-hidden className="uppercase pointer-coarse:hidden">
            {writeKey}
          </Kbd>
        )}
        {!question.required && answer && !judging.locked && (
          <button type="button" className="text-[13px] text-muted underline" onClick={() => onWrite(undefined)}>
            {say("Clear")}
          </button>
        )}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1 mb-2 text-[13px] text-muted">
          {say.retell(hint)}
        </p>
      )}
      {question.help && (
        <p id={`${id}-help`} className="-mt-1 mb-2 text-[13px] whitespace-pre-line text-muted">
          {question.help}
        </p>
      )}
      {kindOf(question).isWritten(question) && (
        <Written key={judging.item.assignmentId} {...props} describedBy={describedBy} />
      )}
      {asked.choices.length > 0 && (
        <ChoiceList asked={asked} name={id} isRow={isRow} isLocked={judging.locked !== null} onPick={onPick} />
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-2 text-[13px] text-danger">
          {say.retell(error)}
        </p>
      )}
    </fieldset>
  );
}
