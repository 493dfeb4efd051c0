import { cellText } from "@/lib/exchange/cell-text";
import type { Category } from "@/lib/stats/coded-ratings";
import type { Level, Weights } from "@/lib/stats/disagreement";
import { UsageError } from "../usage-error";

/** What the labels of a file are, as typed. */
export type ScaleOptions = { level: string; weights?: string; order?: string; missing?: string };

export type WeightName = Extract<Weights, string>;

/** How labels are read and how far apart two of them are. */
export type Scale = {
  level: Level;
  weights: WeightName;
  /** The labels from lowest to highest, where they are no numbers. */
  order: readonly string[] | null;
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
An empty cell or null is a missing label. Labels are numbers where all of them are, else text.`;

/** Texts separated by commas. */
export const splitList = (text: string | undefined) =>
  (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

function oneOf<Name extends string>(option: string, names: readonly Name[], given: string): Name {
  const found = names.find((name) => name === given);
  if (found === undefined) throw new UsageError(`--${option} ${given}: use one of ${names.join(", ")}`);
  return found;
}

export function readScale({ level: typed, weights, order, missing }: ScaleOptions): Scale {
  const level = oneOf("level", levels, typed);
  return {
    level,
    weights: oneOf("weights", weightNames, weights ?? (level === "nominal" ? "unweighted" : "quadratic")),
    order: order === undefined ? null : splitList(order),
    missing: new Set(splitList(missing)),
  };
}

const isNumber = (text: string) => Number.isFinite(Number(text));

/** A cell as a label (null where missing), or why it is none. */
export function readLabel(cell: unknown, scale: Scale): { label: string | null } | { because: string } {
  if (typeof cell === "object" && cell !== null) return { because: "A list or object is no label" };
  const label = cellText(cell);
  if (label === "" || scale.missing.has(label)) return { label: null };
  if (scale.order && !scale.order.includes(label))
    return { because: `"${label}" is not in --order ${scale.order.join(",")}` };
  if (scale.level !== "interval" && scale.level !== "ratio") return { label };
  if (!isNumber(label))
    return { because: `"${label}" is no number, as --level ${scale.level} needs: if it means no label, use --missing` };
  if (scale.level === "ratio" && Number(label) < 0)
    return { because: `${label} is below 0: a ratio scale begins at 0` };
  return { label };
}

/** The labels of a whole file in their order, and how each is written as one of them. */
export type Labels = { categories: readonly Category[]; toCategory: (label: string) => Category };

/** Throws a `UsageError` where a scale is asked of words whose order nobody gave. */
export function orderLabels(seen: ReadonlySet<string>, { level, weights, order }: Scale): Labels {
  const labels = order ?? [...seen];
  const areNumbers = labels.every(isNumber);
  const needsOrder = level !== "nominal" || weights !== "unweighted";
  if (needsOrder && !areNumbers && !order && seen.size > 2) {
    const some = [...seen].filter((label) => !isNumber(label)).slice(0, 3);
    throw new UsageError(
      `${some.map((label) => `"${label}"`).join(", ")} have no order of their own: give one with --order LOWEST,...,HIGHEST`,
    );
  }
  if (!areNumbers) return { categories: order ?? labels.toSorted(), toCategory: (label) => label };
  const numbers = [...new Set(labels.map(Number))];
  return { categories: order ? numbers : numbers.sort((a, b) => a - b), toCategory: Number };
}
