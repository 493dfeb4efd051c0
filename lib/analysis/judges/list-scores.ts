import type { NumberFormat } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import type { ScoreFigures } from "@/lib/measure/score-figures";
import { type Defined, defined } from "@/lib/stats/defined";

type Score = { name: string; n: number; result: Defined<Estimate>; format: NumberFormat };

/** A judge's points beside the people's, figure by figure with what it is over. */
export function listScores({
  units,
  bias,
  error,
  pearson,
  spearman,
  byFactor,
  means,
  sameReferences: same,
}: ScoreFigures): Score[] {
  const point = (name: string, result: Defined<Estimate>, n = units): Score => ({ name, n, result, format: "number" });
  const correlation = (name: string, result: Defined<Estimate>, n = units): Score => ({
    name,
    n,
    result,
    format: "coefficient",
  });
  const beside = (who: "judge" | "people", name: string) =>
    same.defined
      ? [
          point(`${name}, mean distance from the other people`, defined(same.value[who].error), same.value.comparisons),
          correlation(`${name}, Pearson's r with the other people`, same.value[who].pearson, same.value.comparisons),
        ]
      : [];
  return [
    point("mean by people", defined(means.people)),
    point("mean by the judge there", defined(means.judgeThere)),
    point("judge minus people", defined(bias)),
    point("mean distance", defined(error)),
    correlation("Pearson's r", pearson),
    correlation("Spearman's rho", spearman),
    ...byFactor.flatMap(({ factor, levels, within, between }) => [
      correlation(`Pearson's r within levels of ${factor}`, within),
      correlation(`Pearson's r of the means of its ${levels} levels`, between, levels),
    ]),
    point("mean by the judge, all it scored", defined(means.judge), means.judged),
    point("corrected mean", means.corrected, means.judged),
    ...beside("people", "people (ceiling)"),
    ...beside("judge", "judge"),
  ];
}
