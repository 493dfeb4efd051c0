"use client";

import { IntegerField } from "@/components/protocol/fields";
import { ChoiceFields, OrdinalFields } from "@/components/protocol/option-fields";
import { ShowIfFields } from "@/components/protocol/show-if-fields";
import { CheckField, SelectField, TextArea, TextField } from "@/components/ui/field";
import type { Question, QuestionType } from "@/lib/protocol/schema";
import type { FieldErrors } from "@/lib/result";

export const typeNames: Record<QuestionType, string> = {
  choice: "Choice",
  ordinal: "Scale",
  preference: "Preference A or B",
  confidence: "Confidence",
  text: "Free text",
};

type QuestionFieldsProps = {
  question: Question;
  earlier: readonly Question[];
  path: string;
  errors: FieldErrors;
  onChange: (question: Question) => void;
  onType: (type: QuestionType) => void;
  onKey: (key: string) => void;
};

function PreferenceFields({
  question,
  onChange,
}: {
  question: Extract<Question, { type: "preference" }>;
  onChange: (question: Question) => void;
}) {
  const switches = [
    ["tie", "Offers a tie"],
    ["bothBad", "Offers “Both bad”"],
    ["strength", "Asks how clearly: slightly or clearly better"],
  ] as const;
  return switches.map(([name, label]) => (
    <CheckField
      key={name}
      label={label}
      checked={question[name]}
      onChange={({ target }) => onChange({ ...question, [name]: target.checked })}
    />
  ));
}

type ConfidenceProps = Pick<QuestionFieldsProps, "earlier" | "path" | "errors" | "onChange"> & {
  question: Extract<Question, { type: "confidence" }>;
};

function ConfidenceFields({ question, earlier, path, errors, onChange }: ConfidenceProps) {
  const isKnown = earlier.some(({ key }) => key === question.about);
  return (
    <>
      <SelectField
        label="About"
        value={question.about}
        error={errors[`${path}.about`]}
        onChange={({ target }) => onChange({ ...question, about: target.value })}
      >
        {!isKnown && <option value={question.about}>Choose a question</option>}
        {earlier.map(({ key, text }) => (
          <option key={key} value={key}>
            {text || key}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Asked as"
        value={question.scale}
        onChange={({ target }) =>
          onChange({
            ...question,
            scale: target.value === "percent" || target.value === "probabilities" ? target.value : "levels",
          })
        }
      >
        <option value="levels">Low, medium, high</option>
        <option value="percent">A percentage</option>
        <option value="probabilities">A probability for every option</option>
      </SelectField>
    </>
  );
}

/** What its kind alone has: options, points, switches. */
function OwnFields({ question, ...props }: QuestionFieldsProps) {
  switch (question.type) {
    case "choice":
      return <ChoiceFields {...props} question={question} />;
    case "ordinal":
      return <OrdinalFields {...props} question={question} />;
    case "preference":
      return <PreferenceFields {...props} question={question} />;
    case "confidence":
      return <ConfidenceFields {...props} question={question} />;
    case "text":
      return (
        <IntegerField
          label="Longest text, in characters"
          value={question.maxLength}
          error={props.errors[`${props.path}.maxLength`]}
          onChange={(maxLength) => props.onChange({ ...question, maxLength })}
        />
      );
  }
}

/** Everything about one question, each error at its field. */
export function QuestionFields(props: QuestionFieldsProps) {
  const { question, earlier, path, errors, onChange, onType, onKey } = props;
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
      <SelectField label="Kind" value={question.type} onChange={({ target }) => onType(target.value as QuestionType)}>
        {Object.entries(typeNames).map(([type, name]) => (
          <option key={type} value={type}>
            {name}
          </option>
        ))}
      </SelectField>
      <OwnFields {...props} />
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
        {...{ question, earlier, onChange }}
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
