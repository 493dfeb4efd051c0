import { type Language, languages } from "@/lib/languages/languages";
import { formatMessage, formatParts, type Values } from "@/lib/languages/message";
import { makeRetell, type Sentences } from "@/lib/languages/retell";

export type { Sentences };

/** Marks what is said elsewhere than it is written, so that languages.test.ts finds it. */
export const said = <English extends string>(english: English): English => english;

/** A sentence of the interface, written in English where it is used, as the reader of the page is told it. */
export type Say = {
  (english: string, values?: Values): string;
  /** The same in pieces, where a value is not a text: a link within the sentence. */
  parts<Extra>(english: string, values: Values<Extra>): (string | Extra)[];
  /** A sentence that was finished in English elsewhere: by a server, or before anybody knew the language. */
  retell(english: string): string;
  language: Language;
};

/** What has no translation is said in English, which languages.test.ts finds. */
export function makeSay(language: Language, sentences: Sentences): Say {
  const { tag } = languages[language];
  let retell: ((english: string) => string) | undefined;
  const find = (english: string) => sentences[english] ?? english;
  const say = (english: string, values: Values = {}) => formatMessage(find(english), values, tag);
  return Object.assign(say, {
    parts: <Extra>(english: string, values: Values<Extra>) => formatParts(find(english), values, tag),
    retell: (english: string) => {
      retell ??= makeRetell(sentences);
      return retell(english);
    },
    language,
  });
}

export const inEnglish = makeSay("en", {});
