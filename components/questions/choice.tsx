"use client";

import type { FieldsProps, KindView } from "@/components/questions/kind";
import { OptionFields } from "@/components/questions/option-fields";
import { RefusalField } from "@/components/questions/refusal-field";
import type { ChoiceQuestion } from "@/lib/questions/choice";

const Fields = ({ question, path, errors, onChange }: FieldsProps<ChoiceQuestion>) => (
  <>
    <OptionFields
      path={path}
      errors={errors}
      options={question.options}
      onOptions={(options) => onChange({ ...question, options })}
    />
    <RefusalField isOn={question.refusal === true} onChange={(refusal) => onChange({ ...question, refusal })} />
  </>
);

export const choice: KindView<ChoiceQuestion> = { Fields };
