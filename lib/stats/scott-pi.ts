import type { Coefficient } from "./basis";
import type { AgreementOptions } from "./chance-corrected";
import { type CodedRatings, selectRaters } from "./coded-ratings";
import type { Defined } from "./defined";
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
