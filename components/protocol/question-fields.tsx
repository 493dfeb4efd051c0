"use client";

import { ShowIfFields } from "@/components/protocol/show-if-fields";
import { viewOf } from "@/components/questions/kinds";
import { CheckField, SelectField, TextArea, TextField } from "@/components/ui/field";
import type { Question, QuestionType } from "@/lib/protocol/schema";
import { type AskedOf, askedOfItem, askedOfKinds, askedOfWords } from "@/lib/questions/asked-of";
import { kinds, questionTypes, typeOf } from "@/lib/questions/kinds";
import type { FieldErrors } from "@/lib/result";

export type QuestionFieldsProps = {
  question: Question;
  earlier: readonly Question[];
  /** What questions may be asked of, and why not of the rest. */
  offered: readonly { of: AskedOf; without: string | null }[];
  path: string;
  errors: FieldErrors;
  onChange: (question: Question) => void;
  onType: (type: QuestionType) => void;
  onKey: (key: string) => void;
};

type Offered = QuestionFieldsProps["offered"][number];
type AskedOfFieldProps = Pick<QuestionFieldsProps, "question" | "offered" | "onChange"> & { error: string | undefined };

/** What it is asked of: whatever the study's items have; for the rest it is said why not. */
function AskedOfField({ question, offered, error, onChange }: AskedOfFieldProps) {
  const chosen = askedOfItem(question);
  const isOffered = ({ of, without }: Offered) => without === null || of === chosen;
  const missing = offered.filter(({ without }) => without !== null);
  const hints = [
    ...(chosen === "item" ? [] : ["Once for each, and not at all where an item has none."]),
    ...missing.map(({ of, without }) => `Of ${askedOfWords[of]} it cannot be asked: ${without}.`),
  ];
  return (
    <SelectField
      label="Asked of"
      value={chosen}
      hint={hints.join(" ") || undefined}
      error={error}
      onChange={({ target }) => {
        const askedOf = askedOfKinds.find((kind) => kind === target.value && kind !== "item");
        onChange({ ...question, askedOf });
      }}
    >
      {offered.filter(isOffered).map(({ of }) => (
        <option key={of} value={of}>
          {askedOfWords[of]}
        </option>
      ))}
    </SelectField>
  );
}

/** Everything about one question, each error at its field. */
export function QuestionFields(props: QuestionFieldsProps) {
  const { question, earlier, offered, path, errors, onChange, onType, onKey } = props;
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
      <AskedOfField question={question} offered={offered} error={errors[`${path}.askedOf`]} onChange={onChange} />
      <TextField
        key={question.key}
        label="Asked of these groups only (optional)"
        hint="Names of rater groups with commas between. Empty: asked of everybody. Others do not see it."
        defaultValue={question.askedBy?.join(", ") ?? ""}
        error={errors[`${path}.askedBy`]}
        onChange={({ target }) => {
          const named = target.value.split(",").map((name) => name.trim());
          const groups = [...new Set(named)].filter(Boolean);
          onChange({ ...question, askedBy: groups.length > 0 ? groups : undefined });
        }}
      />
      <Fields question={question} earlier={earlier} path={path} errors={errors} onChange={onChange} />
      <TextField
        label="Block (optional)"
        hint="Questions in a row with the same block and the same answers stand as one table."
        value={question.block ?? ""}
        error={errors[`${path}.block`]}
        onChange={({ target }) => onChange({ ...question, block: target.value === "" ? undefined : target.value })}
      />
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
