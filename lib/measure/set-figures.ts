import { withEdge } from "@/lib/measure/cluster-share";
import { type Estimate, estimateTogether } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import { numberUnits } from "@/lib/measure/number-units";
import { jaccardIndex, overlapOf } from "@/lib/stats/agreement/multi-select";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";

/** How near sets come to the sets of people: Jaccard's index, and the share that has an option in common. */
export type SetCloseness = { jaccard: Estimate; overlap: Estimate };

/** A judge's sets and the other people's, both against every set of a person on the same items. */
export type SetFigures = { units: number; comparisons: number; judge: SetCloseness; people: SetCloseness };

type Measure = "judge jaccard" | "judge overlap" | "people jaccard" | "people overlap";

type Sums = Record<Measure, number[]> & { cluster: number[]; units: Set<number> };

const none = (): Sums => ({
  "judge jaccard": [],
  "judge overlap": [],
  "people jaccard": [],
  "people overlap": [],
  cluster: [],
  units: new Set(),
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * One place for each set of a person beside whom the item has another person's and the judge's. The others'
 * closeness is their mean, so that judge and people count once a place, however many others there are.
 */
function compareSets({ people, sets, design }: Ground, judge: Int32Array): Sums {
  const members = (sets?.members ?? []).map((own) => new Set(own));
  const setOf = (code: number) => members[code] ?? new Set<string>();
  const sums = none();
  for (const [unit, judged] of judge.entries()) {
    const codes = people.codes.subarray(unit * people.raters, (unit + 1) * people.raters);
    const given = [...codes].filter((code) => code >= 0);
    if (judged < 0 || given.length < 2) continue;
    for (const [place, code] of given.entries()) {
      const own = setOf(code);
      const others = given.filter((_, other) => other !== place).map(setOf);
      sums.units.add(unit);
      sums.cluster.push(design.clusterOf(unit));
      sums["judge jaccard"].push(jaccardIndex(own, setOf(judged)));
      sums["judge overlap"].push(overlapOf(own, setOf(judged)));
      sums["people jaccard"].push(mean(others.map((other) => jaccardIndex(own, other))));
      sums["people overlap"].push(mean(others.map((other) => overlapOf(own, other))));
    }
  }
  return sums;
}

/**
 * A judge beside the people where an answer is a set: how near its sets come to each person's, and how near the
 * other people's come to the same. Exact sets alone would call a set with one option too many as wrong as any
 * other. Jaccard's index and the share with an option in common, averaged over places; not corrected for chance,
 * which cancels as far as it can, since judge and people are held against the same sets. Undefined where no item
 * has the judge and two people.
 */
export function setFigures(ground: Ground, judge: Int32Array): Defined<SetFigures> {
  const sums = compareSets(ground, judge);
  if (sums.units.size === 0)
    return undefinedBecause("no item has an answer of the judge and the sets of two people or more");
  const { unit, units } = numberUnits(sums.cluster);
  const sizes = new Float64Array(units);
  for (const own of unit) sizes[own]++;
  const asked = (name: Measure) => {
    const total = new Float64Array(units);
    for (const [place, own] of unit.entries()) total[own] += sums[name][place];
    return { statistic: ratioStatistic(total, sizes), because: "there is nothing to compare" };
  };
  const { seed, replicates } = ground.design;
  const drawn = estimateTogether(
    {
      "judge jaccard": asked("judge jaccard"),
      "judge overlap": asked("judge overlap"),
      "people jaccard": asked("people jaccard"),
      "people overlap": asked("people overlap"),
    },
    { seed, replicates },
  );
  const share = (name: Measure) => withEdge(drawn[name], units);
  const closeness = (who: "judge" | "people"): Defined<SetCloseness> => {
    const [jaccard, overlap] = [share(`${who} jaccard`), share(`${who} overlap`)];
    if (!jaccard.defined) return jaccard;
    return overlap.defined ? defined({ jaccard: jaccard.value, overlap: overlap.value }) : overlap;
  };
  const [own, people] = [closeness("judge"), closeness("people")];
  if (!own.defined) return own;
  if (!people.defined) return people;
  return defined({ units: sums.units.size, comparisons: sums.cluster.length, judge: own.value, people: people.value });
}
