import type { Design } from "@/lib/measure/design";
import type { Asked, Estimate } from "@/lib/measure/estimate";
import type { CoefficientKey } from "@/lib/measure/measured";
import type { NamedRatings, Ratings, Scale } from "@/lib/measure/ratings";
import type { PatternStatistics } from "@/lib/stats/agreement/pattern-statistics";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import type { Patterns } from "@/lib/stats/resampling/unit-statistic";

/** Pairs of people that a mean is over, those left out of it, and the units that a pair shares. */
export type PairCounts = { used: number; withoutKappa: number; fewest: number; most: number };

/** What coefficients of the same labels share, so that it is made once; each is made when it is first asked for. */
export type Plan = Ratings & {
  design: Design;
  /** Units alike but for who said what, and with it. */
  patterns: () => Patterns;
  ratersPatterns: (people: CodedRatings) => Patterns;
  /** With the weights asked for, and without. */
  weighted: () => PatternStatistics;
  plain: () => PatternStatistics;
  /** Why labels are of too many kinds to be counted as categories, if so. */
  tooMany: string | null;
};

/** A statistic to be drawn with the others, or a figure that is ready. */
export type Answer = (Asked | { ready: Defined<Estimate> }) & { pairs?: PairCounts };

type Kind<Exact> = {
  /** In files, links and JSON. */
  key: CoefficientKey;
  /** On pages, in the command's table and in the documentation. */
  name: (ratings: Ratings) => string;
  levels: readonly Scale[];
  /** Whether it asks who gave which label. */
  needs: "votes" | "people";
  /** Whether labels count as categories, of which there may be too many. */
  countsCategories?: boolean;
  /** Whether it is for these labels, beyond their level. */
  isFor?: (ratings: Ratings) => boolean;
  /** As a function of unit weights, for resampling. */
  measure: (plan: Plan, people: NamedRatings) => Answer;
  /** On the sample itself, with what theory says of its error: what the references of other tools are held against. */
  exact: Exact;
  source: string;
};

export type Coefficient = Kind<unknown>;

/** One coefficient of agreement: an entry in `coefficients` under its key is all that the page and the command need. */
export const defineCoefficient = <Exact>(kind: Kind<Exact>): Kind<Exact> => kind;

const nobody: NamedRatings = {
  units: 0,
  raters: 0,
  codes: new Int32Array(),
  categories: [],
  values: new Float64Array(),
  names: [],
};

/**
 * What a coefficient says of these labels, or why it says nothing: too many different labels to be categories, or
 * people who cannot be told apart.
 */
export function askCoefficient(kind: Coefficient, plan: Plan): Answer {
  if (kind.countsCategories && plan.tooMany !== null) return { ready: undefinedBecause(plan.tooMany) };
  if (kind.needs === "votes") return kind.measure(plan, nobody);
  return plan.people.defined ? kind.measure(plan, plan.people.value) : { ready: plan.people };
}

/** Whether a coefficient has any meaning for labels of this level and kind; if not, it is not shown at all. */
export const isForLabels = ({ levels, isFor }: Coefficient, ratings: Ratings): boolean =>
  levels.includes(ratings.level) && (isFor?.(ratings) ?? true);
