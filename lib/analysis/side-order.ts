import type { FactorFacts } from "@/lib/analysis/label-table";
import { conditionDifferences } from "@/lib/items/condition-name";

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

/**
 * What the two sides are called on the pages: by what tells their conditions apart, where that is the same in every pair.
 * Where pairs of many conditions are mixed, only their order can be named; null where sides have no conditions at all.
 */
export function nameSides(
  conditions: readonly Pick<Cell, "signature">[],
  pairs: readonly Ordered[],
): readonly [string, string] | null {
  const kinds = new Map(pairs.map(([first, second]) => [`${first} ${second}`, [first, second] as const]));
  const found = new Map<string, readonly [string, string]>();
  for (const cells of kinds.values()) {
    const [first, second] = conditionDifferences(cells.map((cell) => conditions[cell]?.signature ?? "{}"));
    found.set(`${first} / ${second}`, [first ?? "First side", second ?? "Second side"]);
  }
  const [only, another] = found.values();
  if (!only) return null;
  return another ? ["First by name", "Second by name"] : only;
}
