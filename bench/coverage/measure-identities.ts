import { type Identified, measureIdentification } from "../../lib/measure/identification";
import { defined } from "../../lib/stats/defined";
import type { Figures } from "./measure-study";

/** The figures of "who said it" that have intervals, by the engine of the pages. */
export function measureIdentities(identified: readonly Identified[]): Figures {
  const all = measureIdentification(identified);
  if (!all.defined) return { "top-1": all };
  const { top1, probabilities } = all.value;
  if (!probabilities.defined) return { "top-1": defined(top1), "top-2": probabilities };
  const { top2, meanRank, brier } = probabilities.value;
  return {
    "top-1": defined(top1),
    "top-2": defined(top2),
    "mean rank": defined(meanRank),
    Brier: defined(brier),
  };
}
