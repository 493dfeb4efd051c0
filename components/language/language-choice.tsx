"use client";

import { Languages } from "lucide-react";
import { useTransition } from "react";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice, MenuLabel } from "@/components/ui/menu";
import { languageKeys, languages } from "@/lib/languages/languages";
import { changeLanguage } from "@/lib/users/actions";

const options = languageKeys.map((value) => ({
  value,
  label: <span lang={languages[value].tag}>{languages[value].name}</span>,
}));

/** Rows of a menu: which language, each under its own name. */
export function LanguageRows() {
  const say = useSay();
  const [, startChange] = useTransition();
  return (
    <>
      <MenuLabel>{say("Language")}</MenuLabel>
      <MenuChoice
        value={say.language}
        onChange={(language) => startChange(() => changeLanguage(language))}
        options={options}
      />
    </>
  );
}

/** For pages without an account menu. The name is said in the page's language and shown as a sign that all know. */
export function LanguageMenu() {
  const say = useSay();
  const trigger = (
    <Button tone="quiet" size="small" aria-label={say("Language")} className="w-8 px-0">
      <Languages aria-hidden />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <LanguageRows />
    </Menu>
  );
}
