import { endOfString } from "@/lib/text/rows/json-strings";

/*
 * What people and programs write that is nearly JSON, said in words that mend it.
 */

const foreignWords: ReadonlyMap<string, string> = new Map([
  ["NaN", "it holds NaN: write null where a number is missing"],
  ["Infinity", "it holds Infinity: write null, or the number as text"],
  ["None", "it holds Python's None: write null"],
  ["True", "it holds Python's True: write true"],
  ["False", "it holds Python's False: write false"],
  ["undefined", "it holds undefined: write null"],
]);

function explainWord(rest: string): string | null {
  const [word = ""] = /^\w+/.exec(rest) ?? [];
  if (/^\w+\s*:/.test(rest)) return `the key ${word} stands without quotes: write "${word}"`;
  return foreignWords.get(word) ?? null;
}

function explainSign(rest: string): string | null {
  if (/^\/[/*]/.test(rest)) return "it holds a comment, which JSON has not: take it out";
  if (/^,\s*[\]}]/.test(rest)) return "a comma stands before a closing bracket: take it out";
  return rest.startsWith("'") ? "a text stands in single quotes: JSON has double quotes" : null;
}

function explainString(inner: string, isClosed: boolean): string | null {
  if (!isClosed) return "a text has no end in it: a line break inside a text is written \\n, and is the file cut off?";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return /[\u0000-\u001f]/.test(inner)
    ? "a line break, a tab or another control character stands in a text as it is: write \\n, \\t or \\u0000"
    : null;
}

/** What follows behind a whole value. */
function explainRest(rest: string): string | null {
  const next = rest.trimStart().charAt(0);
  if (next === "{" || next === "[") return "another value follows the first: write one in a line, or a list of them";
  return next === "," ? "a comma follows the value: one value in a line, without commas between lines" : null;
}

const looked = 40;

/** Null where the fault is another. Looks at every character once. */
export function explainJson(text: string): string | null {
  if (text.startsWith("#")) return "it is a comment, which JSON has not: take it out";
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"') {
      const end = endOfString(text, at);
      const found = explainString(text.slice(at + 1, end), end < text.length);
      if (found !== null) return found;
      at = end;
    } else if (sign === "{" || sign === "[") depth++;
    else if (sign === "}" || sign === "]") {
      if (--depth === 0) return explainRest(text.slice(at + 1, at + looked));
    } else if (/[A-Za-z]/.test(sign)) {
      const rest = text.slice(at, at + looked);
      const found = explainWord(rest);
      if (found !== null) return found;
      at += Math.max(0, (/^\w+/.exec(rest)?.[0].length ?? 1) - 1);
    } else if (/[,/']/.test(sign)) {
      const found = explainSign(text.slice(at, at + looked));
      if (found !== null) return found;
    }
  }
  return depth > 0 && text.trim().length < 3
    ? "an object goes on over several lines: write each in one line, or all as a list"
    : null;
}
