import type { AgreementOptions } from "@/lib/stats/agreement/parts/chance-corrected";
import { type CodedRatings, selectRaters } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import type { Coefficient } from "./basis";
import type { Weights } from "./disagreement";
import { fleissKappa } from "./fleiss-kappa";

/**
 * Scott's pi of two raters (columns `first` and `second`), over the units both rated: (pa - pe) / (1 - pe) as
 * Cohen's kappa, with chance from both raters' shares pooled, pe = sum_k ((r_k + c_k) / 2)^2. Where the two use
 * categories unequally often, pooling makes chance larger and pi smaller than kappa: a difference in habit counts
 * as disagreement, as it should where either rater might have labeled any unit. Equal where their shares are equal.
 *
 * It is Fleiss' kappa of two raters. Undefined where both used one category throughout, or share no unit.
 * Source: Scott, Public Opinion Quarterly 19 (1955) 321-325; standard error after Gwet (2014).
 */
export function scottPi(
  ratings: CodedRatings,
  first: number,
  second: number,
  options: AgreementOptions & { weights?: Weights } = {},
): Defined<Coefficient> {
  return fleissKappa(selectRaters(ratings, [first, second]), { ...options, unequal: "complete" });
}
