"use client";

import { DecimalField } from "@/components/protocol/fields";
import type { FieldsProps, KindView } from "@/components/questions/kind";
import { OptionFields } from "@/components/questions/option-fields";
import { RefusalField } from "@/components/questions/refusal-field";
import { CheckField } from "@/components/ui/field";
import type { MultiQuestion } from "@/lib/questions/multi";

function Fields({ question, path, errors, onChange }: FieldsProps<MultiQuestion>) {
  return (
    <>
      <OptionFields
        path={path}
        errors={errors}
        options={question.options}
        onOptions={(options) => onChange({ ...question, options })}
      />
      <div className="grid grid-cols-2 gap-3">
        <DecimalField
          label="Chosen at least"
          hint="0 offers “None of them”"
          value={question.minimum}
          error={errors[`${path}.minimum`]}
          onNumber={(minimum) => minimum !== null && onChange({ ...question, minimum })}
        />
        <DecimalField
          label="Chosen at most (optional)"
          value={question.maximum}
          isOptional
          error={errors[`${path}.maximum`]}
          onNumber={(maximum) => onChange({ ...question, maximum })}
        />
      </div>
      <CheckField
        label="People mark every answer that could be right"
        checked={question.everyRight}
        onChange={({ target }) => onChange({ ...question, everyRight: target.checked })}
      />
      <RefusalField isOn={question.refusal === true} onChange={(refusal) => onChange({ ...question, refusal })} />
    </>
  );
}

export const multi: KindView<MultiQuestion> = { Fields };
