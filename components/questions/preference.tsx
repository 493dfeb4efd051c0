"use client";

import type { FieldsProps, KindView } from "@/components/questions/kind";
import { RefusalField } from "@/components/questions/refusal-field";
import { CheckField } from "@/components/ui/field";
import type { PreferenceQuestion } from "@/lib/questions/preference";

const switches = [
  ["tie", "Offers a tie"],
  ["bothBad", "Offers “Both bad”"],
  ["strength", "Asks how clearly: slightly or clearly better"],
] as const;

function Fields({ question, onChange }: FieldsProps<PreferenceQuestion>) {
  return (
    <>
      {switches.map(([name, label]) => (
        <CheckField
          key={name}
          label={label}
          checked={question[name]}
          onChange={({ target }) => onChange({ ...question, [name]: target.checked })}
        />
      ))}
      <RefusalField isOn={question.refusal === true} onChange={(refusal) => onChange({ ...question, refusal })} />
    </>
  );
}

export const preference: KindView<PreferenceQuestion> = { Fields };
