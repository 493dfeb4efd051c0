"use client";

import { ShowIfFields } from "@/components/protocol/show-if-fields";
import { viewOf } from "@/components/questions/kinds";
import { CheckField, SelectField, TextArea, TextField } from "@/components/ui/field";
import type { Question, QuestionType } from "@/lib/protocol/schema";
import { askedOfItem, askedOfKinds, askedOfWords } from "@/lib/questions/asked-of";
import { kinds, questionTypes, typeOf } from "@/lib/questions/kinds";
import type { FieldErrors } from "@/lib/result";

type QuestionFieldsProps = {
  question: Question;
  earlier: readonly Question[];
  path: string;
  errors: FieldErrors;
  onChange: (question: Question) => void;
  onType: (type: QuestionType) => void;
  onKey: (key: string) => void;
};

/** Everything about one question, each error at its field. */
export function QuestionFields(props: QuestionFieldsProps) {
  const { question, earlier, path, errors, onChange, onType, onKey } = props;
  const { Fields } = viewOf(question);
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label="Question"
        value={question.text}
        error={errors[`${path}.text`]}
        onChange={({ target }) => onChange({ ...question, text: target.value })}
      />
      <TextArea
        label="Help below it"
        className="[&_textarea]:min-h-16"
        value={question.help}
        error={errors[`${path}.help`]}
        onChange={({ target }) => onChange({ ...question, help: target.value })}
      />
      <SelectField
        label="Kind"
        value={typeOf(question)}
        onChange={({ target }) => onType(target.value as QuestionType)}
      >
        {questionTypes.map((type) => (
          <option key={type} value={type}>
            {kinds[type].name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Asked of"
        value={askedOfItem(question)}
        hint={askedOfItem(question) === "item" ? undefined : "Once for each, and not at all where an item has none"}
        error={errors[`${path}.askedOf`]}
        onChange={({ target }) => {
          const askedOf = askedOfKinds.find((kind) => kind === target.value && kind !== "item");
          onChange({ ...question, askedOf });
        }}
      >
        {askedOfKinds.map((kind) => (
          <option key={kind} value={kind}>
            {askedOfWords[kind]}
          </option>
        ))}
      </SelectField>
      <Fields question={question} earlier={earlier} path={path} errors={errors} onChange={onChange} />
      <CheckField
        label="Must be answered"
        checked={question.required}
        onChange={({ target }) => onChange({ ...question, required: target.checked })}
      />
      <CheckField
        label="Offers “Cannot judge”: missing, and counted as such"
        checked={question.cannotJudge}
        onChange={({ target }) => onChange({ ...question, cannotJudge: target.checked })}
      />
      <ShowIfFields
        question={question}
        earlier={earlier}
        onChange={onChange}
        error={errors[`${path}.showIf`] ?? errors[`${path}.showIf.in`]}
      />
      <TextField
        label="Name in exports"
        hint="Questions of two versions with the same name are the same question to the analysis."
        className="[&_input]:font-mono [&_input]:text-[13px]"
        value={question.key}
        error={errors[`${path}.key`]}
        onChange={({ target }) => onKey(target.value)}
      />
    </div>
  );
}
