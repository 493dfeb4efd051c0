import { looksLikeNoLabel } from "@/lib/formats/values/no-label-words";
import type { Level } from "@/lib/stats/agreement/disagreement";
import { labelKey, visibleText } from "@/lib/text/label-spelling";
import { isDecimal } from "@/lib/text/plain-number";
import { cellText } from "@/lib/text/rows/cell-text";
import { UsageError } from "../usage-error";
import { type DeclaredOrder, declaredOrder } from "./declared-order";
import { isByName, isTooLarge, type Measure } from "./number-labels";
import { splitList } from "./split-list";

/** What the labels of a file are, as typed. */
export type ScaleOptions = {
  level: string;
  weights?: string;
  order?: string;
  missing?: string;
  keepAsLabel?: string;
  /** Whether a cell holds several labels; found out from the file unless given. */
  multi?: boolean;
};

export type WeightName = Measure["weights"];

/** How labels are read and how far apart two of them are. */
export type Scale = Measure & {
  /** The labels that can be, from lowest to highest, where --order declares them. */
  order: DeclaredOrder | null;
  /** What stands for "no label" besides an empty cell, by `labelKey`. */
  missing: ReadonlySet<string>;
  /** Words that are labels although they look like none, by `labelKey`. */
  kept: ReadonlySet<string>;
  /** Whether a cell holds several labels; null where the file is to tell. */
  isMulti: boolean | null;
};

const levels: readonly Level[] = ["nominal", "ordinal", "interval", "ratio"];
const weightNames: readonly WeightName[] = [
  ...(["unweighted", "linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar"] as const),
];

export const scaleHelp = `
Levels: ${levels.join(", ")}. Weights (of kappa, AC and the like; alpha goes by the level): ${weightNames.join(", ")};
unweighted where the level is nominal, quadratic elsewhere, unless given.
An empty cell or null is a missing label. Words that look like no label (n/a, nan, null, -, ?, missing and the like) are missing too, and
named with how many they are; --missing names more of them, --keep-as-label those that are labels. What --order declares is a label always.
Spellings of one label (Yes and "yes ", 1 and 1.0, full-width or accented in another code) are one, and named; to keep two of them apart,
declare both with --order.
A cell may hold several labels ("anger, joy" or a list): where that is plain, or --multi says so, they are compared as sets, in any order.
Labels are numbers where all of them are plain decimal numbers, so that 1 and 1.0 are one label; else all of them are text. A code such as
007 or 0x1F is text, and so is a number of more digits than a computer keeps (beyond 2^53). Where the level or the weights need numbers,
007 is 7, and a number beyond 1e150 is refused.
--order declares every label that can be, used or not, from lowest to highest; at interval and ratio level it has to be ascending.`;

function oneOf<Name extends string>(option: string, names: readonly Name[], given: string): Name {
  const found = names.find((name) => name === given);
  if (found === undefined) throw new UsageError(`--${option} ${given}: use one of ${names.join(", ")}`);
  return found;
}

/** A list of words by which texts are compared whatever their spelling. */
const readWords = (typed: string | undefined) => new Set(splitList(typed).map(labelKey));

export function readScale({ level: typed, weights: named, order, missing, keepAsLabel, multi }: ScaleOptions): Scale {
  const level = oneOf("level", levels, typed);
  const weights = oneOf("weights", weightNames, named ?? (level === "nominal" ? "unweighted" : "quadratic"));
  const kept = readWords(keepAsLabel);
  const isMulti = multi ?? (order === undefined && isByName({ level, weights }) ? null : false);
  if (isMulti && (order !== undefined || !isByName({ level, weights })))
    throw new UsageError("--multi is for labels without order: leave out --level, --weights and --order.");
  const both = splitList(missing).find((word) => kept.has(labelKey(word)));
  if (both !== undefined) throw new UsageError(`"${both}" is named both by --missing and by --keep-as-label.`);
  return {
    level,
    weights,
    kept,
    isMulti,
    order: order === undefined ? null : declaredOrder(splitList(order), { level, weights }),
    missing: readWords(missing),
  };
}

/** JSON holds numbers that are none any more once they are read: 1e400, or two of 20 digits that have become one. */
function findLoss(cell: unknown, scale: Scale): string | null {
  if (typeof cell !== "number") return null;
  if (!Number.isFinite(cell)) return "This number is too large to be read: use other units, or write it in quotes";
  return isByName(scale) ? findLostDigits(cell) : null;
}

/** Why a number cannot be a name: its last digits may be gone already. */
export const findLostDigits = (cell: unknown) =>
  typeof cell === "number" && !(Math.abs(cell) <= Number.MAX_SAFE_INTEGER)
    ? "This number has more digits than can be told apart: write it in quotes"
    : null;

export const needsNumbers = ({ level }: Pick<Scale, "level">) => level === "interval" || level === "ratio";

/** Whether a text may be a label, or is a word for none that is told of when the whole file is read. */
const isWordForNone = (text: string, { kept }: Scale) => looksLikeNoLabel(text) !== null && !kept.has(labelKey(text));

/** Why a text is no label on this scale. */
function findMisfit(text: string, scale: Scale): string | null {
  const { order, level, weights } = scale;
  if (order?.find(text) !== undefined) return null;
  if ((order || needsNumbers(scale)) && isWordForNone(text, scale)) return null;
  if (order) return `"${text}" is not in --order ${order.categories.join(",")}`;
  if (isByName(scale)) return null;
  const label = visibleText(text);
  if (!isDecimal(label))
    return needsNumbers(scale) ? `"${text}" is no number, as --level ${level} needs: ${describeMending(label)}` : null;
  if (isTooLarge(Number(label))) return `${label} is too large: numbers are read up to 1e150, so use other units`;
  if (Number(label) >= 0 || (level !== "ratio" && weights !== "ratio")) return null;
  return `${label} is below 0: ${level === "ratio" ? "a ratio scale begins at 0" : "--weights ratio takes numbers from 0"}`;
}

const describeMending = (label: string) =>
  /^[+-]?\d+,\d+$/.test(label)
    ? `write it with a point (${label.replace(",", ".")})`
    : "if it means no label, use --missing";

const isPlain = (member: unknown) => typeof member === "string" || typeof member === "number";

/** A cell as a label in the spelling of the file (null where empty or named by --missing), or why it is none. */
export function readLabel(cell: unknown, scale: Scale): { label: string | null } | { because: string } {
  const isSet = Array.isArray(cell) && scale.isMulti !== false && cell.every(isPlain);
  if (typeof cell === "object" && cell !== null && !isSet) return { because: "A list or object is no label" };
  const label = cellText(cell);
  if (isSet) return { label };
  const key = labelKey(label);
  if (key === "" || scale.missing.has(key)) return { label: null };
  if (typeof cell === "number" && Number.isNaN(cell)) return { label };
  const because = findLoss(cell, scale) ?? findMisfit(label, scale);
  return because === null ? { label } : { because };
}
