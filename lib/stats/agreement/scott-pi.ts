import type { AgreementOptions } from "@/lib/stats/agreement/parts/chance-corrected";
import { type CodedRatings, selectRaters } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import type { Coefficient } from "./basis";
import type { Weights } from "./disagreement";
import { fleissKappa } from "./fleiss-kappa";

/**
 * Scott's pi of two raters, over the units both rated: Cohen's kappa with both raters' category shares pooled, so
 * that a difference between their shares counts as disagreement.
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
