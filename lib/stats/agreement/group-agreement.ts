import { type AlphaOptions, alphaDisagreement } from "@/lib/stats/agreement/krippendorff-alpha";
import { type CodedRatings, listActiveRaters } from "@/lib/stats/coded-ratings";
import { type Defined, defined, type Random, undefinedBecause } from "@/lib/stats/defined";
import { distanceBetween } from "./disagreement";
import { countCategories } from "./parts/category-shares";

/** A figure with how often it comes as high, or as low, where raters are put into groups by lot. */
export type Permuted = { value: number; p: Defined<number> };

/** How far a group agrees within itself and with everybody else. */
export type GroupAgreement = {
  group: number;
  raters: number;
  /** Krippendorff's alpha among the group's raters. */
  inGroup: Defined<Permuted>;
  /** Cross-replication reliability between the group and all others. */
  crossGroup: Defined<Permuted>;
  /** inGroup / crossGroup: above 1 the group has a view of its own. */
  ratio: Defined<Permuted>;
};

export type GroupAgreementOptions = Pick<AlphaOptions, "level" | "weights"> & { random: Random; permutations?: number };

/**
 * In-group and cross-group agreement. `groups` says which group each rater (column) is of, below 0 for none. With delta the
 * difference function of alpha, and x and y the ratings of two groups X and Y:
 *
 *   in-group     alpha of the group's own ratings
 *   cross-group  1 - Do / De, Do the mean over units of the mean delta of x against y in the unit (units weigh by their
 *                ratings), De the mean delta of any x against any y
 *   ratio        in-group / cross-group
 *
 * Both have one scale, 1 for agreement and 0 for chance, so that their ratio says whether people of a group agree with
 * each other more than with the rest (above 1): their disagreement with others is then a view and not noise. p is of a
 * permutation: raters are put into groups of the same sizes by lot, and twice the smaller share of draws at least as high,
 * or as low, is counted, the found one with them. Many groups are many tests: adjust.
 *
 * A unit counts in-group with two ratings of the group, and cross-group with one of each. An ordinal delta comes from the
 * ratings of all, so that one scale serves every group. Undefined where a group has no pair, or everybody says the same;
 * the ratio where cross-group agreement is 0 or less.
 * Sources: Prabhakaran et al., GRASP (2024, arXiv 2311.05074); Wong, Paritosh and Aroyo, Cross-replication Reliability
 * (ACL 2021).
 */
export function groupAgreement(
  ratings: CodedRatings,
  groups: readonly number[],
  { random, permutations = 1000, ...options }: GroupAgreementOptions,
): GroupAgreement[] {
  if (groups.length !== ratings.raters) throw new RangeError("groupAgreement: needs a group for each rater");
  const raters = listActiveRaters(ratings).filter((rater) => groups[rater] >= 0);
  const found = raters.map((rater) => groups[rater]);
  const names = [...new Set(found)].sort((a, b) => a - b);
  const tables = tableOf(ratings, options);
  const at = (own: readonly number[]) => names.map((group) => measureGroup(ratings, tables, raters, own, group));
  const values = at(found);
  const counts = values.map(() => keys.map(() => ({ high: 1, low: 1, used: 1 })));
  const drawn = [...found];
  for (let draw = 0; names.length > 1 && draw < permutations; draw++) {
    shuffle(drawn, random);
    for (const [g, own] of at(drawn).entries())
      for (const [k, key] of keys.entries()) {
        if (Number.isNaN(own[key])) continue;
        const count = counts[g][k];
        count.used++;
        if (own[key] >= values[g][key] - 1e-12) count.high++;
        if (own[key] <= values[g][key] + 1e-12) count.low++;
      }
  }
  return names.map((group, g) => {
    const permuted = (k: number): Defined<Permuted> => {
      const value = values[g][keys[k]];
      if (Number.isNaN(value)) return undefinedBecause(reasons[keys[k]]);
      const { high, low, used } = counts[g][k];
      const p: Defined<number> =
        used < permutations / 2
          ? undefinedBecause("too few draws define it")
          : defined(Math.min(1, (2 * Math.min(high, low)) / used));
      return defined({ value, p });
    };
    const size = found.filter((own) => own === group).length;
    return { group, raters: size, inGroup: permuted(0), crossGroup: permuted(1), ratio: permuted(2) };
  });
}

const keys = ["inGroup", "crossGroup", "ratio"] as const;

const reasons = {
  inGroup: "no two of the group rated the same, or all their ratings are the same",
  crossGroup: "the group and the others rated nothing together, or all ratings are the same",
  ratio: "the group does not agree with the others beyond chance, so nothing can be over that",
};

/** Distances of all categories, row by row. */
function tableOf(ratings: CodedRatings, options: Pick<AlphaOptions, "level" | "weights">): Float64Array {
  const q = ratings.categories.length;
  const disagreement = alphaDisagreement(options, ratings.values, countCategories(ratings));
  return Float64Array.from({ length: q * q }, (_, cell) =>
    distanceBetween(disagreement, q, Math.floor(cell / q), cell % q),
  );
}

function shuffle(list: number[], random: Random): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
}

/** NaN where a figure is undefined. */
function measureGroup(
  { units, raters: columns, codes, categories }: CodedRatings,
  table: Float64Array,
  raters: readonly number[],
  groups: readonly number[],
  group: number,
) {
  const q = categories.length;
  const [own, others] = [new Float64Array(q), new Float64Array(q)];
  // Of alpha: ratings in units with a pair; of the cross-group figure: all ratings in units that both groups rated.
  const [paired, ofOwn, ofOthers] = [new Float64Array(q), new Float64Array(q), new Float64Array(q)];
  let [within, across, weights] = [0, 0, 0];
  for (let unit = 0; unit < units; unit++) {
    own.fill(0);
    others.fill(0);
    let [size, rest] = [0, 0];
    for (const [place, rater] of raters.entries()) {
      const code = codes[unit * columns + rater];
      if (code < 0) continue;
      if (groups[place] === group) {
        own[code]++;
        size++;
      } else {
        others[code]++;
        rest++;
      }
    }
    if (size > 1) {
      within += spread(own, own, table) / (size - 1);
      for (let k = 0; k < q; k++) paired[k] += own[k];
    }
    if (size > 0 && rest > 0) {
      across += ((size + rest) * spread(own, others, table)) / (size * rest);
      weights += size + rest;
      for (let k = 0; k < q; k++) {
        ofOwn[k] += own[k];
        ofOthers[k] += others[k];
      }
    }
  }
  const total = sum(paired);
  const inGroup = 1 - within / total / (spread(paired, paired, table) / (total * (total - 1)));
  const crossGroup = 1 - across / weights / (spread(ofOwn, ofOthers, table) / (sum(ofOwn) * sum(ofOthers)));
  const [a, x] = [finite(inGroup), finite(crossGroup)];
  return { inGroup: a, crossGroup: x, ratio: x > 0 ? a / x : Number.NaN };
}

const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN);

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** Sum of n_k m_l delta_kl. */
function spread(n: Float64Array, m: Float64Array, table: Float64Array): number {
  const q = n.length;
  let total = 0;
  for (let k = 0; k < q; k++) if (n[k] > 0) for (let l = 0; l < q; l++) total += n[k] * m[l] * table[k * q + l];
  return total;
}
