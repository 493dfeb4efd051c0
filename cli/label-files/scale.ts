import { cellText } from "@/lib/exchange/cell-text";
import type { Category } from "@/lib/stats/coded-ratings";
import type { Level } from "@/lib/stats/disagreement";
import { UsageError } from "../usage-error";
import { type DeclaredOrder, declaredOrder } from "./declared-order";
import { isByName, isDecimal, isTooLarge, type Measure, numberTest } from "./number-labels";
import { splitList } from "./split-list";

/** What the labels of a file are, as typed. */
export type ScaleOptions = { level: string; weights?: string; order?: string; missing?: string };

export type WeightName = Measure["weights"];

/** How labels are read and how far apart two of them are. */
export type Scale = Measure & {
  /** The labels that can be, from lowest to highest, where --order declares them. */
  order: DeclaredOrder | null;
  /** What stands for "no label" besides an empty cell. */
  missing: ReadonlySet<string>;
};

const levels: readonly Level[] = ["nominal", "ordinal", "interval", "ratio"];
const weightNames: readonly WeightName[] = [
  ...(["unweighted", "linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar"] as const),
];

export const scaleHelp = `
Levels: ${levels.join(", ")}. Weights (of kappa, AC and the like; alpha goes by the level): ${weightNames.join(", ")};
unweighted where the level is nominal, quadratic elsewhere, unless given.
An empty cell or null is a missing label; --missing names what else stands for none.
Labels are numbers where all of them are plain decimal numbers, so that 1 and 1.0 are one label; else all of them are text. A code such as
007 or 0x1F is text, and so is a number of more digits than a computer keeps (beyond 2^53). Where the level or the weights need numbers,
007 is 7, and a number beyond 1e150 is refused.
--order declares every label that can be, used or not, from lowest to highest; at interval and ratio level it has to be ascending.`;

function oneOf<Name extends string>(option: string, names: readonly Name[], given: string): Name {
  const found = names.find((name) => name === given);
  if (found === undefined) throw new UsageError(`--${option} ${given}: use one of ${names.join(", ")}`);
  return found;
}

export function readScale({ level: typed, weights: named, order, missing }: ScaleOptions): Scale {
  const level = oneOf("level", levels, typed);
  const weights = oneOf("weights", weightNames, named ?? (level === "nominal" ? "unweighted" : "quadratic"));
  return {
    ...{ level, weights },
    order: order === undefined ? null : declaredOrder(splitList(order), { level, weights }),
    missing: new Set(splitList(missing)),
  };
}

/** JSON holds numbers that are none any more once they are read: 1e400, or two of 20 digits that have become one. */
function findLoss(cell: unknown, scale: Scale): string | null {
  if (typeof cell !== "number") return null;
  if (Number.isNaN(cell)) return "NaN is no label: if it means no label, use --missing NaN";
  if (!Number.isFinite(cell)) return "This number is too large to be read: use other units, or write it in quotes";
  return isByName(scale) ? findLostDigits(cell) : null;
}

/** Why a number cannot be a name: its last digits may be gone already. */
export const findLostDigits = (cell: unknown) =>
  typeof cell === "number" && !(Math.abs(cell) <= Number.MAX_SAFE_INTEGER)
    ? "This number has more digits than can be told apart: write it in quotes"
    : null;

/** Why a text is no label on this scale. */
function findMisfit(label: string, scale: Scale): string | null {
  const { order, level, weights } = scale;
  if (order?.find(label) !== undefined) return null;
  if (order) return `"${label}" is not in --order ${order.categories.join(",")}`;
  if (isByName(scale)) return null;
  if (!isDecimal(label))
    return level === "interval" || level === "ratio"
      ? `"${label}" is no number, as --level ${level} needs: if it means no label, use --missing`
      : null;
  if (isTooLarge(Number(label))) return `${label} is too large: numbers are read up to 1e150, so use other units`;
  if (Number(label) >= 0 || (level !== "ratio" && weights !== "ratio")) return null;
  return `${label} is below 0: ${level === "ratio" ? "a ratio scale begins at 0" : "--weights ratio takes numbers from 0"}`;
}

/** A cell as a label (null where missing), or why it is none. */
export function readLabel(cell: unknown, scale: Scale): { label: string | null } | { because: string } {
  if (typeof cell === "object" && cell !== null) return { because: "A list or object is no label" };
  const label = cellText(cell);
  if (label === "" || scale.missing.has(label)) return { label: null };
  const because = findLoss(cell, scale) ?? findMisfit(label, scale);
  return because === null ? { label } : { because };
}

/** What is said of a file where no cell holds a label. */
export const noLabels = "holds no labels: all are missing (an empty cell, null, or what --missing names).";

/** The labels of a whole file in their order, and how each is written as one of them. */
export type Labels = { categories: readonly Category[]; toCategory: (label: string) => Category };

/** Throws a `UsageError` where a scale is asked of words whose order nobody gave. */
export function orderLabels(seen: ReadonlySet<string>, { order, ...measure }: Scale): Labels {
  if (order) return { categories: order.categories, toCategory: (label) => order.find(label) ?? label };
  const labels = [...seen];
  const isNumber = numberTest(measure);
  const words = labels.filter((label) => !isNumber(label));
  if (words.length === 0)
    return { categories: [...new Set(labels.map(Number))].sort((a, b) => a - b), toCategory: Number };
  if (!isByName(measure) && seen.size > 2) {
    const some = words.slice(0, 3).map((label) => `"${label}"`);
    throw new UsageError(
      `${some.join(", ")} ${some.length === 1 ? "has no order of its" : "have no order of their"} own: give one with --order LOWEST,...,HIGHEST`,
    );
  }
  return { categories: labels.toSorted(), toCategory: (label) => label };
}
