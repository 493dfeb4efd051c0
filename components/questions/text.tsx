"use client";

import { IntegerField } from "@/components/protocol/fields";
import { writtenBox } from "@/components/questions/decimal-box";
import type { FieldsProps, KindView, WrittenProps } from "@/components/questions/kind";
import type { TextQuestion } from "@/lib/questions/text";

function Fields({ question, path, errors, onChange }: FieldsProps<TextQuestion>) {
  return (
    <IntegerField
      label="Longest text, in characters"
      value={question.maxLength}
      error={errors[`${path}.maxLength`]}
      onChange={(maxLength) => onChange({ ...question, maxLength })}
    />
  );
}

/** Grows with what is written. */
function Written({
  question,
  answer,
  error,
  isLocked,
  labelledBy,
  describedBy,
  onWrite,
  say,
}: WrittenProps<TextQuestion>) {
  const text = typeof answer?.value === "string" ? answer.value : "";
  const left = question.maxLength - text.length;
  return (
    <>
      <textarea
        className={`${writtenBox} field-sizing-content max-h-72 min-h-20 py-2 leading-normal`}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
        readOnly={isLocked}
        value={text}
        onChange={({ target }) => onWrite(target.value === "" ? undefined : { state: "GIVEN", value: target.value })}
      />
      {left < 200 && (
        <p className={`text-[13px] ${left < 0 ? "text-danger" : "text-muted"}`}>
          {left < 0
            ? say("{count, plural, one {# character too many} other {# characters too many}}", { count: -left })
            : say("{count, plural, one {# character left} other {# characters left}}", { count: left })}
        </p>
      )}
    </>
  );
}

export const text: KindView<TextQuestion> = { Fields, Written };
