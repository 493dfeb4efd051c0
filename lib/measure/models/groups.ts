import type { Level } from "@/lib/stats/agreement/disagreement";
import { type GroupAgreement, groupAgreement } from "@/lib/stats/agreement/group-agreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import type { LabelFrame } from "./label-frame";

export type NamedGroupAgreement = GroupAgreement & { name: string };

/** In-group and cross-group agreement of the groups (parts) that raters are of. Null where a rater is of two. */
export function measureGroups(
  { unit, rater, part, code, categories, values, units, raters, parts }: LabelFrame,
  { level, seed, permutations }: { level: Level; seed: number; permutations: number },
): NamedGroupAgreement[] | null {
  const groups = new Array<number>(raters.length).fill(-1);
  const codes = new Int32Array(units.length * raters.length).fill(-1);
  for (const [i, own] of rater.entries()) {
    if (groups[own] >= 0 && groups[own] !== part[i]) return null;
    groups[own] = part[i];
    codes[unit[i] * raters.length + own] = code[i];
  }
  const ratings: CodedRatings = { units: units.length, raters: raters.length, codes, categories, values };
  return groupAgreement(ratings, groups, { level, random: seededRandom(seed), permutations }).map((own) => ({
    ...own,
    name: parts[own.group],
  }));
}
