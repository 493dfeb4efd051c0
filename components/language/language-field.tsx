"use client";

import { useTransition } from "react";
import { useSay } from "@/components/language/speak";
import { SelectField } from "@/components/ui/field";
import { languageKeys, languages } from "@/lib/languages/languages";
import { changeLanguage } from "@/lib/users/actions";

/** Which language, each under its own name; the page turns to it at once. */
export function LanguageField() {
  const say = useSay();
  const [isPending, startChange] = useTransition();
  return (
    <SelectField
      label={say("Language")}
      hideLabel
      className="max-w-xs"
      value={say.language}
      aria-busy={isPending}
      onChange={({ target }) => startChange(() => changeLanguage(target.value))}
    >
      {languageKeys.map((key) => (
        <option key={key} value={key} lang={languages[key].tag}>
          {languages[key].name}
        </option>
      ))}
    </SelectField>
  );
}
