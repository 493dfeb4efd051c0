import { describePairsOfMean } from "@/lib/analysis/agreement/describe";
import type { AgreementFigures } from "@/lib/analysis/agreement/figures";
import { countOf } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import { keys, type Measured } from "@/lib/measure/measured";
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

/** Shares of pairs of labels, none of them corrected for chance. */
const shares: readonly string[] = [keys.percent, keys.jaccard, keys.overlap];

const intraclass: readonly string[] = [keys.icc11, keys.icc21, keys.icc31];

/** What a coefficient is computed on. */
function basisOf({ counts }: AgreementFigures, { key, pairs }: Measured): Pick<Coefficient, "on" | "short"> {
  const items = countOf(counts.pairableItems, "item");
  if (pairs) return { on: describePairsOfMean(pairs), short: countOf(pairs.used, "pair") };
  if (intraclass.includes(key)) return { on: `${items} that everybody labeled`, short: items };
  if (key === keys.pooled) return { on: countOf(counts.pairs, "pair of labels", "pairs of labels"), short: items };
  return { on: items, short: items };
}

/** Every coefficient that a question has, with what it is computed on. */
export const listCoefficients = (figures: AgreementFigures): Coefficient[] =>
  figures.coefficients.map((own) => ({
    id: own.key,
    label: own.name,
    estimate: own.estimate,
    ...basisOf(figures, own),
    ...(shares.includes(own.key) && { isPercent: true }),
  }));
