import type { FactorFacts } from "@/lib/analysis/label-table";
import { conditionLevels } from "@/lib/items/condition-name";

type Cell = { signature: string; levels: readonly string[] };

/**
 * Says whether the two sides of a pair stand against the order of their model's name (of the whole condition where no
 * factor is a model, or both sides have the same one). Cohen's kappa of a preference depends on which side is called
 * first, so one order is kept throughout; sides without conditions stay as they came.
 */
export function sidesAreFlipped(
  factors: readonly FactorFacts[],
  conditions: readonly Cell[],
): (sides: readonly (readonly [key: string, condition: number])[]) => boolean {
  const modelNames = new Map(
    factors.filter(({ role }) => role === "MODEL").flatMap(({ levels }) => levels.map(({ id, name }) => [id, name])),
  );
  const names = conditions.map(({ signature, levels }) => {
    const model = levels.map((level) => modelNames.get(level)).find((name) => name !== undefined);
    return [model ?? "", signature] as const;
  });
  return (sides) => {
    const [first, second] = [...sides].sort(([a], [b]) => Number(a) - Number(b)).map(([, cell]) => names[cell]);
    if (!first || !second) return false;
    return first[0] === second[0] ? first[1] > second[1] : first[0] > second[0];
  };
}

/** Sides in the order that figures take them in, and their conditions. */
type Ordered = readonly [first: number, second: number];
type Difference = readonly [factor: string, first: string, second: string];

/** The factors in which two conditions differ, with both levels. */
function differencesOf(first: string, second: string): Difference[] {
  const other = new Map(conditionLevels(second));
  return conditionLevels(first).flatMap(([factor, level]): Difference[] => {
    const against = other.get(factor);
    return against === undefined || against === level ? [] : [[factor, level, against]];
  });
}

/**
 * What the two sides are called on the pages: by the levels that tell them apart in the same way in every pair (the same
 * two models, say, whatever else varies). Where there are none, only their order can be named; null where nothing tells
 * sides apart at all.
 */
export function nameSides(
  conditions: readonly Pick<Cell, "signature">[],
  pairs: readonly Ordered[],
): readonly [string, string] | null {
  const kinds = new Map(pairs.map(([first, second]) => [`${first} ${second}`, [first, second] as const]));
  const signature = (cell: number) => conditions[cell]?.signature ?? "{}";
  const told = [...kinds.values()].map(([first, second]) => differencesOf(signature(first), signature(second)));
  const [one = [], ...others] = told;
  const common = one.filter((own) => others.every((list) => list.some((other) => String(other) === String(own))));
  if (common.length > 0)
    return [common.map(([, first]) => first).join(" · "), common.map(([, , second]) => second).join(" · ")];
  return told.some((list) => list.length > 0) ? ["First by name", "Second by name"] : null;
}
