"use client";

import { DecimalField } from "@/components/protocol/fields";
import { AnswerNumberBox } from "@/components/questions/answer-number-box";
import type { FieldsProps, KindView, WrittenProps } from "@/components/questions/kind";
import { RefusalField } from "@/components/questions/refusal-field";
import { CheckField, TextField } from "@/components/ui/field";
import type { NumberQuestion } from "@/lib/questions/number";

function Fields({ question, path, errors, onChange }: FieldsProps<NumberQuestion>) {
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <DecimalField
          label="Smallest number"
          value={question.minimum}
          error={errors[`${path}.minimum`]}
          onNumber={(minimum) => minimum !== null && onChange({ ...question, minimum })}
        />
        <DecimalField
          label="Largest number"
          value={question.maximum}
          error={errors[`${path}.maximum`]}
          onNumber={(maximum) => maximum !== null && onChange({ ...question, maximum })}
        />
        <DecimalField
          label="In steps of (optional)"
          value={question.step}
          isOptional
          error={errors[`${path}.step`]}
          onNumber={(step) => onChange({ ...question, step })}
        />
        <TextField
          label="Unit (optional)"
          placeholder="mg, %, days"
          value={question.unit}
          error={errors[`${path}.unit`]}
          onChange={({ target }) => onChange({ ...question, unit: target.value })}
        />
      </div>
      <CheckField
        label="Whole numbers only"
        checked={question.isWhole}
        onChange={({ target }) => onChange({ ...question, isWhole: target.checked })}
      />
      <RefusalField isOn={question.refusal === true} onChange={(refusal) => onChange({ ...question, refusal })} />
    </>
  );
}

function Written({ question, about: _, item: __, placing: ___, say: ____, ...given }: WrittenProps<NumberQuestion>) {
  const { minimum, maximum, unit, step } = question;
  return (
    <div className="flex items-center gap-3">
      <AnswerNumberBox {...given} className="w-36" unit={unit} hasMinus={minimum < 0} isWhole={question.isWhole} />
      <span className="text-[13px] text-muted tabular-nums">
        {minimum} to {maximum}
        {step !== null && `, in steps of ${step}`}
      </span>
    </div>
  );
}

export const number: KindView<NumberQuestion> = { Fields, Written };
