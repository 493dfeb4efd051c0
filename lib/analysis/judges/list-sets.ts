import type { Estimate } from "@/lib/measure/estimate";
import type { SetFigures } from "@/lib/measure/set-figures";
import { type Defined, defined } from "@/lib/stats/defined";

/** How near a judge's sets come to every set of a person, and how near the other people's come to the same. */
export const listSets = ({ judge, people }: SetFigures): { name: string; result: Defined<Estimate> }[] => [
  { name: "mean Jaccard index", result: defined(judge.jaccard) },
  { name: "share with an option in common", result: defined(judge.overlap) },
  { name: "the other people's mean Jaccard index", result: defined(people.jaccard) },
  { name: "the other people's share with an option in common", result: defined(people.overlap) },
];
