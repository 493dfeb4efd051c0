/*
 * Names as patterns. A name counts in whole words, whatever the case, in singular or plural, with hyphens or spaces between its words;
 * in scripts that set no spaces, wherever it stands.
 */

const special = /[.*+?^${}()|[\]\\/]/g;
const separators = /[\s\-_\u2010-\u2015]+/u;
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

/** Start and end of a word; none beside a letter of a script that sets no spaces. */
export const wordStart = "(?<![\\p{L}\\p{N}\\p{M}])";
export const wordEnd = "(?![\\p{L}\\p{N}\\p{M}])";

/** The words of a name. */
export const wordsOf = (name: string): string[] => name.normalize("NFC").trim().split(separators).filter(Boolean);

export const isSpaceless = (text: string) => spaceless.test(text);

/** The source of a pattern for a name, without flags. */
export function namePattern(name: string): string {
  const words = wordsOf(name).map((word) => word.replace(special, "\\$&"));
  const inner = words.join("[\\s\\-_\\u2010-\\u2015]{0,2}");
  const [first = "", last = ""] = [name.trim().charAt(0), name.trim().slice(-1)];
  const plural = /\p{Script=Latin}/u.test(last) ? "(?:['’]s|e?s)?" : "";
  return `${isSpaceless(first) ? "" : wordStart}${inner}${plural}${isSpaceless(last) ? "" : wordEnd}`;
}
