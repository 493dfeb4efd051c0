import { isCode, isDecimal, significantDigits } from "@/lib/text/plain-number";

/*
 * What counts as the same label, for imports and for files of labels alike. Two labels are one where they differ only in
 * how a computer writes them: in case, blanks, invisible characters, full-width letters, composed or decomposed accents,
 * slanted quotes, or zeros behind a decimal point.
 */

/**
 * Characters without a width of their own: zero-width blanks and joiners, bidirectional marks, soft hyphens,
 * emoji styles; not the tags that tell the flags of England and Scotland apart.
 */
const invisible = /(?![\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu;

/** All but raised and lowered digits, which are no spelling of digits: 10² is not 102. */
const notRaised = /[^²³¹⁰-ₜ]+/g;

/** A label without what nobody sees or types on purpose. Case and digits stay. */
export const visibleText = (text: string): string =>
  isPlainAscii(text)
    ? text
    : text
        .replace(invisible, "")
        .replace(notRaised, (run) => run.normalize("NFKC"))
        .normalize("NFC")
        .replace(/[‘’‚‛ʼ′`´]/g, "'")
        .replace(/[“”„‟«»″]/g, '"')
        .replace(/[\p{Pd}\u2212]/gu, "-")
        .replace(/[\s\p{Cc}]+/gu, " ")
        .trim();

const isPlainAscii = (text: string) => /^[!-_a-~]*$/.test(text);

/** Case folded both ways: ß is ss, a dotless or dotted i an i. */
const foldCase = (text: string) => text.toUpperCase().toLowerCase().replaceAll("i\u0307", "i");

/** What all spellings of one label share. It is for comparing, never for showing. */
export function labelKey(text: string): string {
  const visible = visibleText(text);
  return isDecimal(visible) && !isCode(visible) ? significantDigits(visible) : foldCase(visible);
}

/** Letters of other alphabets that look like Latin ones. */
const lookalikes = new Map(
  [..."аеорсухікмтвнαορνικτ"].map((letter, place) => [letter, "aeopcyxikmtbhaopvikt"[place] ?? letter]),
);

/** Words that files take for the same answer. */
const answers = [new Set(["true", "t", "yes", "y", "1"]), new Set(["false", "f", "no", "n", "0"])];

/** Digits with a decimal comma, a sign or zeros before them, or a percent sign behind. */
const looseNumber = /^\+?(-?)0*(\d+)(?:[.,](\d+))?\s*%?$/;
/** Thousands set apart. */
const grouped = /^([+-]?\d{1,3})((?:[.,'\s]\d{3})+)$/;
/** A point of a scale with its words, or with the length of the scale: "4 - agree", "4: agree", "4/5", "4 out of 5". */
const numberWithWords = /^([+-]?\d+(?:\.\d+)?)\s*(?:[-:.)=(–—]\s*(?=\p{L})|\/\s*\d|(?:out )?of\s+\d|points?\b)/iu;

/** As many digits as two ways of adding up the same shares have in common. */
const exactDigits = 12;

/**
 * What labels share that look like one and may be two: yes and "yes.", 1 and 01 and "1,0", unsafe and "un-safe", café and
 * cafe. Nobody but whoever wrote them knows.
 */
function looseKey(text: string): string {
  const visible = visibleText(text);
  const [, sign, whole, fraction = "0"] = looseNumber.exec(visible) ?? [];
  if (whole !== undefined) {
    const number = `${sign}${whole}.${fraction}`;
    return significantDigits(fraction.length > exactDigits ? Number(number).toFixed(exactDigits) : number);
  }
  const bare = foldCase(visible)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{L}/gu, (letter) => lookalikes.get(letter) ?? letter)
    .replace(/^["'([{*_#]+|["')\]}.,;:!?*_#]+$/g, "")
    .replace(/(?<=[\p{L}\p{N}])[\s_-]+(?=\p{L})/gu, "");
  return bare === "" ? visible : bare;
}

/** Numbers that a label may be meant as. */
function alsoRead(visible: string): string[] {
  const [, first, groups] = grouped.exec(visible) ?? [];
  const [, point] = numberWithWords.exec(visible) ?? [];
  return [...(first && groups ? [first + groups.replace(/\D/g, "")] : []), ...(point ? [point] : [])];
}

/** Sets of labels that are kept apart and look alike, as true and 1 do, or yes and "yes.". Each label is its own key. */
export function listLookalikes(labels: readonly string[]): string[][] {
  const sets = new Map<string, Set<string>>();
  const add = (key: string, label: string) => sets.set(key, (sets.get(key) ?? new Set()).add(label));
  for (const label of labels) {
    add(`looks ${looseKey(label)}`, label);
    for (const number of alsoRead(visibleText(label))) add(`looks ${looseKey(number)}`, label);
    const answer = answers.findIndex((words) => words.has(labelKey(label)) || words.has(visibleText(label)));
    if (answer >= 0) add(`says ${answer}`, label);
  }
  const alike = [...sets.values()].filter(({ size }) => size > 1).map((set) => [...set].toSorted());
  return [...new Map(alike.map((set) => [JSON.stringify(set), set])).values()];
}

/** A decimal number in any spelling; null where it is none. */
export function readNumber(value: string): number | null {
  const text = visibleText(value);
  const number = isDecimal(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}
