import { describePairsOfMean } from "@/components/agreement/describe-agreement";
import type { AgreementFigures } from "@/lib/analysis/agreement";
import type { Estimate } from "@/lib/analysis/estimate";
import { countOf } from "@/lib/format-number";
import type { Defined } from "@/lib/stats/defined";

type Coefficient = {
  id: string;
  label: string;
  estimate: Defined<Estimate>;
  /** What it is over, in full and in the few words beside the mark. */
  on: string;
  short: string;
  isPercent?: boolean;
};

/** Every coefficient that a question can have, with what it is computed on. */
export function listCoefficients(figures: AgreementFigures): Coefficient[] {
  const { counts, percent, alpha, gwetAc, fleissKappa, meanKappa, weightedKappa } = figures;
  const { pooledKappa, intraclass, aboveChance, scale } = figures;
  const items = countOf(counts.pairableItems, "item");
  const level = scale.kind === "ordinal" ? "ordinal" : "nominal";
  const overItems = { on: items, short: items };
  const overPairs = (mean: typeof meanKappa) => ({
    on: mean.defined ? describePairsOfMean(mean.value) : "",
    short: mean.defined ? countOf(mean.value.pairs, "pair") : "",
  });
  if (aboveChance)
    return [
      { id: "percent", label: "Percent agreement", estimate: percent, isPercent: true, ...overItems },
      { id: "above-chance", label: "Beyond 1/N", estimate: aboveChance, ...overItems },
      { id: "alpha", label: "Alpha and kappa", estimate: alpha, ...overItems },
    ];
  const weighted = scale.kind === "ordinal" ? ", quadratic weights" : "";
  const whole = { on: `${items} that everybody labeled`, short: items };
  return [
    { id: "percent", label: "Percent agreement", estimate: percent, isPercent: true, ...overItems },
    { id: "alpha", label: `Krippendorff's alpha, ${level}`, estimate: alpha, ...overItems },
    { id: "gwet-ac", label: `Gwet's ${weighted ? "AC2" : "AC1"}${weighted}`, estimate: gwetAc, ...overItems },
    { id: "fleiss-kappa", label: `Fleiss' kappa${weighted}`, estimate: fleissKappa, ...overItems },
    { id: "mean-kappa", label: "Cohen's kappa, mean of pairs", estimate: meanKappa, ...overPairs(meanKappa) },
    ...(weightedKappa
      ? [
          {
            id: "weighted-kappa",
            label: "Weighted kappa, mean of pairs",
            estimate: weightedKappa,
            ...overPairs(weightedKappa),
          },
        ]
      : []),
    {
      ...{ id: "pooled-kappa", label: "Cohen's kappa, pooled over pairs", estimate: pooledKappa },
      ...{ on: countOf(counts.pairs, "pair of labels", "pairs of labels"), short: items },
    },
    ...(intraclass
      ? [{ id: "intraclass", label: "ICC(2,1), one person's label", estimate: intraclass, ...whole }]
      : []),
  ];
}
