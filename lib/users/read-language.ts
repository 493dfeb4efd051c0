import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { languageCookie } from "@/lib/auth/language-cookie";
import { groups, sentencesOf } from "@/lib/languages/catalogues";
import { chooseLanguage } from "@/lib/languages/choose-language";
import { makeRetell } from "@/lib/languages/retell";
import { makeSay } from "@/lib/languages/say";

/** The language of this request. It asks no database: a page that tells of its failure is told in the same language. */
export const readLanguage = cache(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return chooseLanguage(jar.get(languageCookie)?.value, head.get("accept-language"));
});

/** For pages and what is drawn on the server. */
export const readSay = cache(async () => {
  const language = await readLanguage();
  return makeSay(language, sentencesOf(language, groups));
});

/** For what other rooms have said in English. */
export const readRetell = cache(async () => makeRetell(sentencesOf(await readLanguage(), ["every", "told"])));
