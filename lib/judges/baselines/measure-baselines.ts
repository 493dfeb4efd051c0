import type { Material } from "@/lib/judges/baselines/baseline";
import { baselines } from "@/lib/judges/baselines/baselines";
import { compareEach, compareToOthers, type SameReferences } from "@/lib/measure/against-people";
import type { Ground } from "@/lib/measure/ground";
import { type StandIn, standIn } from "@/lib/measure/stand-in";
import type { Comparison } from "@/lib/measure/two-columns";
import { againstMajority } from "@/lib/measure/verdict/evidence";
import { kappaOf } from "@/lib/measure/verdict/requirements";
import type { Rival } from "@/lib/measure/verdict/rivals";
import type { Defined } from "@/lib/stats/defined";

/** A baseline held against the people as judges are. It is computed when it is asked for and stored nowhere. */
export type BaselineRow = {
  key: string;
  name: string;
  /** What it does here: "always “safe”". */
  says: string;
  units: number;
  majority: Defined<Comparison>;
  sameReferences: Defined<SameReferences>;
  each: Defined<Comparison & { items: number }>;
  standIn: Defined<StandIn>;
};

/**
 * Every baseline that has something to say on a question, and those that a judge has to beat as they are. `isForTuning`
 * names the units that judges were tuned on: baselines are measured on the others, as judges are.
 */
export function measureBaselines(
  ground: Ground,
  material: Material | null,
  isForTuning: (unit: number) => boolean = () => false,
): {
  rows: BaselineRow[];
  rivals: Rival[];
} {
  const made = Object.entries(baselines).flatMap(([key, { name, isBlind, answer }]) => {
    const answers = answer(ground, material);
    if (!answers) return [];
    const { says } = answers;
    const codes = answers.codes.map((code, unit) => (isForTuning(unit) ? -1 : code));
    const row: BaselineRow = {
      key,
      name,
      says,
      units: codes.filter((code) => code >= 0).length,
      majority: againstMajority(ground, codes),
      sameReferences: compareToOthers(ground, codes),
      each: compareEach(ground, codes),
      standIn: standIn(ground, codes),
    };
    const kappa = kappaOf(row.majority);
    const rival: Rival = { name: `${name}, ${says}`, codes, kappa: kappa.defined ? kappa.value.value : 0 };
    return [{ row, rivals: isBlind ? [] : [rival] }];
  });
  return { rows: made.map(({ row }) => row), rivals: made.flatMap((own) => own.rivals) };
}
