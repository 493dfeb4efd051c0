import type { JudgeBasis } from "@/lib/analysis/judges/basis";
import type { Strata } from "@/lib/measure/score-figures";

/** A level of a factor, and the units that are of it. */
type LevelUnits = { factorId: string; factor: string; level: string; levelId: string; units: number[] };

function findLevels({ table, selected }: JudgeBasis): LevelUnits[] {
  const unitsOf = new Map<string, number[]>();
  for (const [unit, item] of selected.unitItem.entries()) {
    const levels = new Set(table.items.conditions[item]?.flatMap((condition) => table.conditions[condition] ?? []));
    for (const level of levels) {
      const known = unitsOf.get(level);
      if (known) known.push(unit);
      else unitsOf.set(level, [unit]);
    }
  }
  return table.factors.flatMap(({ id: factorId, name: factor, levels }) => {
    const used = levels.filter(({ id }) => unitsOf.has(id));
    if (used.length < 2) return [];
    return used.map(({ id: levelId, name: level }) => {
      const units = unitsOf.get(levelId) ?? [];
      return { factorId, factor, level, levelId, units };
    });
  });
}

const found = new WeakMap<JudgeBasis, LevelUnits[]>();

/** The units of each level of each factor that has at least two among the items; the same for all judges, so found once. */
export function unitsByLevel(basis: JudgeBasis): readonly LevelUnits[] {
  const known = found.get(basis) ?? findLevels(basis);
  found.set(basis, known);
  return known;
}

/** The levels in each of which a judge was said to have to hold: all of them, however many. */
export const strataOf = (basis: JudgeBasis) =>
  unitsByLevel(basis).filter(({ factorId }) => basis.table.study.judgeTerms.strata.includes(factorId));

/** A unit whose sides are of different levels is of none, as one without any. */
const severalLevels = -2;

/** The level of each factor that a unit is of: -1 or less for one of none. */
export function factorsOf(basis: JudgeBasis): Strata[] {
  const strata = new Map<string, { levelOf: Int32Array; levels: number }>();
  for (const { factor, units } of unitsByLevel(basis)) {
    const own = strata.get(factor) ?? { levelOf: new Int32Array(basis.majority.length).fill(-1), levels: 0 };
    for (const unit of units) own.levelOf[unit] = own.levelOf[unit] === -1 ? own.levels : severalLevels;
    strata.set(factor, { ...own, levels: own.levels + 1 });
  }
  return [...strata].map(([factor, { levelOf }]) => ({ factor, levelOf }));
}
