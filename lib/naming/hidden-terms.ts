import { isBaselineName } from "@/lib/formats/cells/persona-mentions";
import { commonWords } from "@/lib/naming/common-words";
import { isSpaceless, wordsOf } from "@/lib/naming/term-pattern";

/** An `instruction` was written for the model; a `mark` is of a chat template. */
export type HiddenKind = "persona" | "model" | "condition" | "instruction" | "mark";

/**
 * A name that raters must not read. `anywhere`: it counts wherever it stands; `asWritten`: so, but only spelt with the
 * capitals it has; `self`: only where somebody says who they are.
 */
export type HiddenTerm = { term: string; kind: HiddenKind; counts: "anywhere" | "asWritten" | "self" };

const letters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;
const isCapitalised = (word: string) => /^\p{Lu}/u.test(word);

/** Whether a single word says nothing by itself: short, everyday, or without a letter. */
function isEveryday(word: string): boolean {
  const count = letters(word);
  return (count < 4 && !/\p{N}/u.test(word)) || word.length < 3 || commonWords.has(word.toLowerCase());
}

function countsOf(name: string): HiddenTerm["counts"] | null {
  if (letters(name) === 0) return null;
  const words = wordsOf(name);
  const [only = ""] = words;
  if (isSpaceless(name)) return name.trim().length > 1 ? "anywhere" : "self";
  if (words.length > 1) return words.every(isEveryday) ? "self" : "anywhere";
  if (isEveryday(only)) return "self";
  // "gpt4o" is a name by its looks; "Mira" by its capital. A plain word such as nurse is one only where somebody is it.
  if (/\p{N}/u.test(only)) return "anywhere";
  return isCapitalised(only) ? "asWritten" : "self";
}

const make = (term: string, kind: HiddenKind, counts: HiddenTerm["counts"] | null): HiddenTerm[] =>
  counts === null
    ? []
    : counts === "asWritten"
      ? [
          { term, kind, counts },
          { term, kind, counts: "self" },
        ]
      : [{ term, kind, counts }];

const longestName = 80;

/** A level of a factor that the protocol hides. */
export function termsOfLevel(level: string, kind: "model" | "condition"): HiddenTerm[] {
  if (level.length > longestName || isBaselineName(level)) return [];
  const path = level.split("/").at(-1) ?? level;
  return [level, ...(kind === "model" && path !== level ? [path] : [])].flatMap((name) =>
    make(name, kind, countsOf(name)),
  );
}

const role =
  /(?:^|[^\p{L}])(?:you are|you['’]re|i am|i['’]m|is|works? as|acts? as|act as|role of|as)\s+(?:an?|the)\s+(\p{L}[\p{L} '’-]{2,50}?)(?=[^\p{L} '’-]|\s+(?:who|with|at|in|from|of|and|that|for|on|living|working|specialising|specializing)(?!\p{L})|$)/giu;

/** What a description says that somebody is: "You are an experienced paediatric nurse who ..." -> that, paediatric nurse, nurse. */
function rolesIn(text: string): string[] {
  return [...text.slice(0, 500).matchAll(role)].slice(0, 2).flatMap(([, phrase = ""]) => {
    const words = wordsOf(phrase);
    return words.map((_, place) => words.slice(place).join(" "));
  });
}

/** A persona by name, by the words of its name and by what its description calls it. */
export function termsOfPersona({ name, text = "" }: { name: string; text?: string }): HiddenTerm[] {
  if (isBaselineName(name)) return [];
  const whole = name.length <= longestName ? make(name, "persona", countsOf(name)) : [];
  const words = wordsOf(name.replace(/[,;:()"“”]/g, " "));
  const parts = words.length > 1 && words.length <= 8 ? words.filter((word) => letters(word) > 2) : [];
  const said = [...parts.map((word) => [word, isCapitalised(word) ? countsOf(word) : "self"] as const)].filter(
    ([word]) => !commonWords.has(word.toLowerCase()),
  );
  const roles = rolesIn(text).filter((word) => !commonWords.has(word.toLowerCase()));
  const all = [
    ...whole,
    ...said.flatMap(([word, counts]) => make(word, "persona", counts)),
    ...roles.flatMap((word) => make(word, "persona", "self")),
  ];
  const seen = new Set<string>();
  return all.filter(({ term, counts }) => {
    const key = `${counts} ${term.toLowerCase()}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
}
