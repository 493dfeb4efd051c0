import type { AgreementBasis } from "@/lib/analysis/agreement/basis";
import type { LabelTable } from "@/lib/analysis/label-table";
import type { Ratings } from "@/lib/measure/ratings";
import { anonymousPeople, noPairs } from "@/lib/measure/reasons";
import { isOffered } from "@/lib/questions/question-scale";
import { hasDistances } from "@/lib/questions/scale";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { defined, undefinedBecause } from "@/lib/stats/defined";

/** Codes of the categories that the question offers or somebody used: AC1's idea of chance hangs on their number. */
function offeredOrUsed({ selected, byVote }: AgreementBasis): number[] {
  const used = new Set(byVote.codes);
  const { categories } = selected.scale;
  return [...categories.keys()].filter(
    (code) => used.has(code) || isOffered(selected.question, categories[code] ?? ""),
  );
}

/** The same ratings in these of their categories alone. */
function inCategories(ratings: CodedRatings, kept: readonly number[]): CodedRatings {
  const codeOf = new Int32Array(ratings.categories.length).fill(-1);
  for (const [place, code] of kept.entries()) codeOf[code] = place;
  return {
    ...ratings,
    codes: ratings.codes.map((code) => codeOf[code] ?? -1),
    categories: kept.map((code) => ratings.categories[code] ?? ""),
    values: Float64Array.from(kept, (code) => ratings.values[code] ?? Number.NaN),
  };
}

const tooMany = "there are too many people times items to lay out; the kappa pooled over pairs uses all labels";

/** People as columns with their names, or why they are none. */
function peopleOf({ raters }: LabelTable, { byRater }: AgreementBasis, kept: readonly number[]): Ratings["people"] {
  if (!byRater) return undefinedBecause(tooMany);
  if (byRater.raters.length === 0) return undefinedBecause(noPairs);
  const people = byRater.raters.map((rater) => raters[rater]);
  if (people.some((person) => person?.isAnonymous)) return undefinedBecause(anonymousPeople);
  const names = people.map((person) => person?.pseudonym ?? "");
  return defined({ ...inCategories(byRater.ratings, kept), names });
}

/** The labels of people on one question as the engine takes them; `kept` says which code of the scale each category is. */
export function studyRatings(table: LabelTable, basis: AgreementBasis): { ratings: Ratings; kept: readonly number[] } {
  const { kind, sets } = basis.selected.scale;
  const kept = kind === "own-options" ? [...basis.byVote.categories.keys()] : offeredOrUsed(basis);
  const { unitItem } = basis.selected;
  const ratings: Ratings = {
    level: kind,
    weights: hasDistances(kind) ? "quadratic" : "unweighted",
    votes: inCategories(basis.byVote, kept),
    people: peopleOf(table, basis, kept),
    sets: sets ? { ...sets, members: kept.map((code) => sets.members[code] ?? []) } : null,
    options: kind === "own-options" ? Float64Array.from(unitItem, (item) => table.items.parts[item] ?? 0) : null,
  };
  return { ratings, kept };
}
