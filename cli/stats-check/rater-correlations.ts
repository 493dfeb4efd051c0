import { z } from "zod";
import { kendallW } from "@/lib/stats/agreement/kendall-w";
import { meanPairwiseCorrelation } from "@/lib/stats/agreement/mean-pairwise-correlation";
import { pairedValues } from "@/lib/stats/agreement/rating-matrix";
import { kendallTau, pearson, spearman } from "@/lib/stats/comparison/correlation";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import type { RatingsAnswer } from "./answers";
import { correlationEnds, valueOrNull } from "./read-data";

export const kendallAnswer: RatingsAnswer = (ratings, { options }) => {
  const result = valueOrNull(kendallW(ratings, { correctTies: options.correctTies === true }));
  return { got: result && { value: result.value, chisq: result.chiSquared, p: result.p, items: result.basis.units } };
};

export const meanCorrelation =
  (kind: "pearson" | "spearman"): RatingsAnswer =>
  (ratings, { options }) => {
    const result = valueOrNull(meanPairwiseCorrelation(ratings, kind, { missing: "listwise" }));
    const isPlain = options.fn === "meancor(fisher=FALSE)";
    // irr has no mean where any pair has no correlation; ours averages the others and counts those left out.
    if (!result || result.undefinedPairs > 0) return { got: { value: null } };
    return { got: { value: isPlain ? result.value : valueOrNull(result.fisherMean) } };
  };

export const correlationAnswer: RatingsAnswer = (ratings, { options }) => {
  const [first, second] = z.tuple([z.number(), z.number()]).parse(options.raters);
  const [x, y] = pairedValues(ratings, first, second);
  const [r, rho, tau] = [valueOrNull(pearson(x, y)), valueOrNull(spearman(x, y)), valueOrNull(kendallTau(x, y))];
  return {
    got: {
      n: x.length,
      pearson: r?.value ?? null,
      pearsonCILow: correlationEnds(r)?.low ?? null,
      pearsonCIHigh: correlationEnds(r)?.high ?? null,
      pearsonP: r && valueOrNull(r.p),
      kendallTauB: tau?.value ?? null,
      kendallZ: tau?.z ?? null,
      // R was asked for the normal approximation; ours is exact where it can be.
      kendallP: tau && 2 * normalCdf(-Math.abs(tau.z)),
      spearman: rho?.value ?? null,
      spearmanP: rho && valueOrNull(rho.p),
      spearmanBonettWrightCILow: correlationEnds(rho)?.low ?? null,
      spearmanBonettWrightCIHigh: correlationEnds(rho)?.high ?? null,
    },
  };
};
