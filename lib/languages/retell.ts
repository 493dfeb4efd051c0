/** English sentence -> the same in another language. */
export type Sentences = Readonly<Record<string, string>>;

const escapeForm = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Sentences in a row, each with its full stop. */
const cutSentences = (english: string): string[] => {
  const pieces = english.split(/\. (?=\p{Lu}|\d)/u);
  return pieces.map((piece, place) => (place < pieces.length - 1 ? `${piece}.` : piece));
};

/** Values that are numbers, so that no words are taken for one. */
const numbers = new Set(["count", "least", "most", "first", "last", "sum", "number"]);
const formOf = (name: string) => (numbers.has(name) ? "(-?\\d[\\d.,]*)" : "(.+?)");

/** What a study says in its own words, which stay. */
const ownWords = new Set(["question", "unit", "letter"]);

type Pattern = { form: RegExp; names: readonly string[]; told: string };

const readPatterns = (sentences: Sentences): Pattern[] =>
  Object.entries(sentences)
    .filter(([english]) => english.includes("{"))
    .map(([english, told]) => {
      const pieces = english.split(/\{(\w+)\}/);
      const source = pieces.map((piece, place) => (place % 2 === 0 ? escapeForm(piece) : formOf(piece))).join("");
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
      return names.reduce(
        (text, name, place) => text.replaceAll(`{${name}}`, tell(name, found[place + 1] ?? "")),
        told,
      );
    }
    return undefined;
  };
  const tell = (name: string, value: string) => (ownWords.has(name) ? value : retell(value));
  const retell = (english: string): string =>
    retellOne(english) ??
    cutSentences(english)
      .map((sentence) => retellOne(sentence) ?? sentence)
      .join(" ");
  return retell;
}
