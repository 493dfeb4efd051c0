"use client";

import { CheckField, SelectField } from "@/components/ui/field";
import type { Question } from "@/lib/protocol/schema";
import { listShowIfValues } from "@/lib/protocol/show-if";
import { kindOf } from "@/lib/questions/kinds";
import { answeredValue, cannotJudgeValue, eitherSideValue, refusalValue } from "@/lib/questions/special-values";

const specialNames: Record<string, string> = {
  [answeredValue]: "any answer",
  [cannotJudgeValue]: "Cannot judge",
  [refusalValue]: "Refusal",
  [eitherSideValue]: "A or B",
};

const nameValue = (question: Question, value: string) =>
  kindOf(question)
    .listValues(question)
    .find((listed) => listed.value === value)?.label ??
  specialNames[value] ??
  value;

type ShowIfFieldsProps = {
  question: Question;
  earlier: readonly Question[];
  error: string | undefined;
  onChange: (question: Question) => void;
};

/** Whether a question is always asked, or only after certain answers to an earlier one. */
export function ShowIfFields({ question, earlier, error, onChange }: ShowIfFieldsProps) {
  const { showIf } = question;
  const parent = earlier.find(({ key }) => key === showIf?.question);
  if (earlier.length === 0 && !showIf) return null;
  const values = parent ? listShowIfValues(parent) : [];
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label="Asked"
        value={showIf?.question ?? ""}
        error={error}
        onChange={({ target }) =>
          onChange({
            ...question,
            showIf: target.value === "" ? null : { question: target.value, in: [answeredValue] },
          })
        }
      >
        <option value="">Always</option>
        {showIf && !parent && (
          <option value={showIf.question}>After {showIf.question}, which is not asked before</option>
        )}
        {earlier.map(({ key, text }) => (
          <option key={key} value={key}>
            After “{text || key}” was answered with
          </option>
        ))}
      </SelectField>
      {showIf && parent && (
        <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
          <legend className="sr-only">Answers after which it is asked</legend>
          {values.map((value) => (
            <CheckField
              key={value}
              label={nameValue(parent, value)}
              checked={showIf.in.includes(value)}
              onChange={({ target }) =>
                onChange({
                  ...question,
                  showIf: {
                    ...showIf,
                    in: target.checked ? [...showIf.in, value] : showIf.in.filter((one) => one !== value),
                  },
                })
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
