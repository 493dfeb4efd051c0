import { describeWon } from "@/lib/analysis/judges/describe-stand-in";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { countOf } from "@/lib/format-number";
import type { BaselineRow } from "@/lib/judges/baselines/measure-baselines";
import { describeLikeness } from "@/lib/measure/verdict/likeness";

/** As a table names it: "Best constant (baseline)". */
export const nameBaseline = ({ name }: Pick<BaselineRow, "name">): string => `${name} (baseline)`;

/** "always “safe”, 300 items; wins against 3 of 3 people in the bare test". A win of it shows what the bare test is worth. */
export function describeBaseline({ says, units, standIn }: BaselineRow): string {
  const test = standIn.defined ? `; wins against ${describeWon(standIn.value)} in the bare test` : "";
  return `${says}, ${countOf(units, "item")}${test}`;
}

/** What a judge's line says of it beside baselines: the person it is nearest to, and whether it beats them. */
export function describeBesideBaselines({ nearest, verdict }: Pick<JudgeRow, "nearest" | "verdict">): string[] {
  const unbeaten = verdict?.requirements.some(({ key, isMet }) => (key === "chance" || key === "baseline") && !isMet);
  return [
    ...(unbeaten ? ["not clearly better than every baseline"] : []),
    ...(nearest ? [describeLikeness(nearest)] : []),
  ];
}
