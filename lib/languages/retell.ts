import type { Sentences } from "@/lib/languages/say";

const escapeForm = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

type Pattern = { form: RegExp; names: readonly string[]; told: string };

const readPatterns = (sentences: Sentences): Pattern[] =>
  Object.entries(sentences)
    .filter(([english]) => english.includes("{"))
    .map(([english, told]) => {
      const pieces = english.split(/\{(\w+)\}/);
      const source = pieces.map((piece, place) => (place % 2 === 0 ? escapeForm(piece) : "(.+?)")).join("");
      return { form: new RegExp(`^${source}$`, "s"), names: pieces.filter((_, place) => place % 2 === 1), told };
    });

/**
 * Tells a finished English sentence in another language: refusals come from rooms that know no page and no reader. Sentences with
 * values in them are found by their form. Several in a row are told one by one; what is not known stays English.
 */
export function makeRetell(sentences: Sentences): (english: string) => string {
  const patterns = readPatterns(sentences);
  const retellOne = (english: string): string | undefined => {
    if (Object.hasOwn(sentences, english)) return sentences[english];
    for (const { form, names, told } of patterns) {
      const found = form.exec(english);
      if (!found) continue;
      return names.reduce((text, name, place) => text.replaceAll(`{${name}}`, retell(found[place + 1] ?? "")), told);
    }
    return undefined;
  };
  const retell = (english: string): string =>
    retellOne(english) ??
    english
      .split(/(?<=\.) (?=\p{Lu})/u)
      .map((sentence) => retellOne(sentence) ?? sentence)
      .join(" ");
  return retell;
}
