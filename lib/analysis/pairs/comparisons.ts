import type { FactorFacts, LabelTable } from "@/lib/analysis/label-table";
import type { QuestionLabels } from "@/lib/analysis/select-labels";
import type { Compared } from "@/lib/measure/ranking";
import type { Votes } from "@/lib/measure/votes";

/** What the sides of pairs are told apart by: one factor, or all that a condition is made of. */
export type Contest = { factor: FactorFacts | null; players: string[] };

type Sides = readonly [first: number, second: number];

/** The conditions of both sides as loaded; null where the item has not two sides of a condition each. */
function sidesOf({ items }: LabelTable, item: number): Sides | null {
  const [first, second, ...more] = items.conditions[item] ?? [];
  return first === undefined || second === undefined || more.length > 0 ? null : [first, second];
}

const levelIn = ({ conditions }: LabelTable, { levels }: FactorFacts, condition: number): string | null => {
  const own = conditions[condition] ?? [];
  return levels.find(({ id }) => own.includes(id))?.name ?? null;
};

const nameCondition = ({ factors, conditions }: LabelTable, condition: number): string =>
  factors
    .flatMap(({ levels }) => levels.filter(({ id }) => conditions[condition]?.includes(id)).map(({ name }) => name))
    .join(" · ");

/** In how many of these pairs the factor tells the sides apart. */
const countApart = (table: LabelTable, factor: FactorFacts, pairs: readonly Sides[]): number =>
  pairs.filter(([first, second]) => {
    const [one, other] = [levelIn(table, factor, first), levelIn(table, factor, second)];
    return one !== null && other !== null && one !== other;
  }).length;

/** The models, where they are what differs in some pair; else the factor that differs most often; else the whole condition. */
function chooseFactor(table: LabelTable, pairs: readonly Sides[]): FactorFacts | null {
  const counted = table.factors
    .map((factor) => ({ factor, apart: countApart(table, factor, pairs) }))
    .filter(({ apart }) => apart > 0);
  const model = counted.find(({ factor }) => factor.role === "MODEL");
  const [most] = counted.sort((a, b) => b.apart - a.apart);
  return (model ?? most)?.factor ?? null;
}

/** Who is compared in the items that labels are on. */
export function findContest(table: LabelTable, { unitItem }: QuestionLabels): Contest {
  const sides = [...new Set(unitItem)].flatMap((item) => {
    const own = sidesOf(table, item);
    return own ? [own] : [];
  });
  const factor = chooseFactor(table, sides);
  const nameOf = (condition: number) => (factor ? levelIn(table, factor, condition) : nameCondition(table, condition));
  const names = sides.flatMap((own) => {
    const [first, second] = own.map(nameOf);
    return first && second && first !== second ? [first, second] : [];
  });
  return { factor, players: [...new Set(names)].sort() };
}

/** 1 for the side that comes first by name, -1 for the other, 0 where neither is preferred. */
const preferences: Readonly<Record<string, number>> = { "1": 1, "2": -1 };

/**
 * Votes as comparisons, the side that was loaded first on the left: what a vote says stands in the order of names, and is
 * turned where that is the other way round.
 */
export function compareSides(
  table: LabelTable,
  selected: QuestionLabels,
  votes: Pick<Votes, "unit" | "code">,
  { factor, players }: Contest,
): { compared: Compared; items: number[]; aside: number } {
  const { unitItem, scale } = selected;
  const { isFlipped, sideBytes, tasks } = table.items;
  const place = new Map(players.map((name, player) => [name, player]));
  const nameOf = (condition: number) => (factor ? levelIn(table, factor, condition) : nameCondition(table, condition));
  let aside = 0;
  const rows: { left: number; right: number; outcome: number; bytes: readonly [number, number]; item: number }[] = [];
  for (const [vote, unit] of votes.unit.entries()) {
    const item = unitItem[unit] ?? -1;
    const sides = sidesOf(table, item);
    const [first, second] = sides?.map((side) => place.get(nameOf(side) ?? "")) ?? [];
    if (first === undefined || second === undefined || first === second) {
      aside++;
      continue;
    }
    const preferred = preferences[String(scale.categories[votes.code[vote] ?? -1])] ?? 0;
    rows.push({
      left: first,
      right: second,
      outcome: isFlipped[item] === 1 ? -preferred : preferred,
      bytes: [sideBytes[2 * item] ?? 0, sideBytes[2 * item + 1] ?? 0],
      item,
    });
  }
  const hasLengths = rows.length > 0 && rows.every(({ bytes: [left, right] }) => left > 0 && right > 0);
  return {
    compared: {
      players,
      left: rows.map(({ left }) => left),
      right: rows.map(({ right }) => right),
      outcome: rows.map(({ outcome }) => outcome),
      lengths: hasLengths
        ? { left: rows.map(({ bytes }) => bytes[0]), right: rows.map(({ bytes }) => bytes[1]) }
        : null,
      clusters: { of: rows.map(({ item }) => String(tasks[item])) },
    },
    items: rows.map(({ item }) => item),
    aside,
  };
}
