import { type Defined, type Random, undefinedBecause } from "@/lib/stats/defined";
import { type Clusters, listMembers, numberClusters } from "@/lib/stats/resampling/parts/clusters";
import { type Bootstrap, type BootstrapMethod, replicatesInterval } from "./bootstrap-interval";

/** A statistic as a function of how often each unit and each rater counts; NaN where it is undefined. */
export type TwoWayStatistic = {
  units: number;
  raters: number;
  evaluate: (unitWeights: Float64Array, raterWeights: Float64Array) => number;
};

/**
 * What is drawn again: which question the interval answers. Other items labeled by these people; these items
 * labeled by other people; or both, which is what a reader means who asks whether the study would come out the
 * same.
 */
export type ResampledOver = "units" | "raters" | "both";

type Options = {
  over: ResampledOver;
  random: Random;
  replicates?: number;
  level?: number;
  /** BCa needs estimates with one left out, of which there is no single kind here. */
  method?: Exclude<BootstrapMethod, "bca">;
  /** One key per unit (its prompt) or per rater (his team): whole clusters are drawn. */
  unitClusters?: readonly (string | number)[];
  raterClusters?: readonly (string | number)[];
};

/** A draw of as many clusters as there are, as weights of units or raters. */
const drawWeights = (clusters: Clusters, random: Random) => {
  const members = listMembers(clusters);
  return (weights: Float64Array) => {
    weights.fill(0);
    for (let i = 0; i < members.length; i++) {
      for (const one of members[Math.floor(random() * members.length)]) weights[one]++;
    }
  };
};

/**
 * Bootstrap over units (other items, these raters), over raters (these items, other raters), or over both at once.
 * Over both, units and raters are drawn independently and each rating counts as often as its unit times its rater;
 * drawing ratings one by one would take those of one item, or of one person, for independent. That interval is a
 * little too wide rather than too narrow: no resampling of rows and columns gets the variance of the cells between
 * them exactly right, and this one errs upwards.
 *
 * With a handful of raters an interval over raters rests on a handful of numbers: below five or so it is a hint and
 * no more. A rater drawn twice must not count as two who agree; that is for the statistic to see to (`pairUnit`).
 * Undefined with one thing to draw from, or as in `replicatesInterval`. Source: Owen, "The pigeonhole bootstrap",
 * Annals of Applied Statistics 1 (2007) 386-411.
 */
export function twoWayBootstrap(
  { units, raters, evaluate }: TwoWayStatistic,
  { over, random, replicates = 1000, level, method, unitClusters, raterClusters }: Options,
): Defined<Bootstrap> {
  if (!Number.isInteger(replicates) || replicates < 1)
    throw new RangeError(`twoWayBootstrap: replicates has to be a whole number above 0, got ${replicates}`);
  const [byUnit, byRater] = [numberClusters(units, unitClusters), numberClusters(raters, raterClusters)];
  if (over !== "raters" && byUnit.count < 2) return undefinedBecause("one unit or cluster alone shows no spread");
  if (over !== "units" && byRater.count < 2) return undefinedBecause("one rater or cluster alone shows no spread");
  const unitWeights = new Float64Array(units).fill(1);
  const raterWeights = new Float64Array(raters).fill(1);
  const value = evaluate(unitWeights, raterWeights);
  if (Number.isNaN(value)) return undefinedBecause("the statistic itself is undefined");
  const [drawUnits, drawRaters] = [drawWeights(byUnit, random), drawWeights(byRater, random)];
  const drawn = Float64Array.from({ length: replicates }, () => {
    if (over !== "raters") drawUnits(unitWeights);
    if (over !== "units") drawRaters(raterWeights);
    return evaluate(unitWeights, raterWeights);
  });
  return replicatesInterval(value, drawn, { level, method });
}
