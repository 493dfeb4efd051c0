import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";

/**
 * What a tied vote counts as: missing, the first or last of the tied categories in their order, or a category of
 * its own (a pairwise "tie").
 */
export type TieRule = "missing" | "first" | "last" | { category: Category };

/** The label of each unit: `codes` as in CodedRatings (-1 where there is none), and where a vote was tied. */
export type MajorityVote = {
  codes: Int32Array;
  /** 1 where two or more categories had most votes. */
  tied: Uint8Array;
  /** Votes of the unit, and votes for the winning category (or each tied one). */
  votes: Int32Array;
  winning: Int32Array;
  units: number;
  labeled: number;
  ties: number;
  unitsWithoutVotes: number;
};

/**
 * The most frequent category of each unit: of three votes two are enough, of five so are two, if the others are
 * scattered. Ties are reported whatever the rule makes of them: a rule that always takes the first category would
 * quietly favour it. It weighs all raters alike and throws away by how much a vote was won, which `winning` out of
 * `votes` keeps. Throws RangeError where ties are to be a category that there is not.
 */
export function majorityVote(ratings: CodedRatings, { ties = "missing" }: { ties?: TieRule } = {}): MajorityVote {
  const { units, raters, codes } = ratings;
  const tieCode = codeOfTies(ratings, ties);
  const vote: MajorityVote = {
    codes: new Int32Array(units).fill(-1),
    tied: new Uint8Array(units),
    votes: new Int32Array(units),
    winning: new Int32Array(units),
    units,
    labeled: 0,
    ties: 0,
    unitsWithoutVotes: 0,
  };
  const counts = new Int32Array(ratings.categories.length);
  for (let unit = 0; unit < units; unit++) {
    counts.fill(0);
    for (let cell = unit * raters; cell < (unit + 1) * raters; cell++) {
      const code = codes[cell];
      if (code >= 0) counts[code]++;
    }
    recordVote(vote, unit, counts, tieCode);
  }
  return vote;
}

/** The code that a tied vote gets, from the tied categories in order. */
function codeOfTies({ categories }: CodedRatings, ties: TieRule): (tied: readonly number[]) => number {
  if (ties === "missing") return () => -1;
  if (ties === "first") return (tied) => tied[0];
  if (ties === "last") return (tied) => tied[tied.length - 1];
  const code = categories.indexOf(ties.category);
  if (code < 0) throw new RangeError(`majorityVote: ${ties.category} is none of the categories`);
  return () => code;
}

/** Writes down one unit's vote. */
function recordVote(vote: MajorityVote, unit: number, counts: Int32Array, tieCode: (tied: number[]) => number): void {
  let [most, votes] = [0, 0];
  for (const count of counts) {
    votes += count;
    if (count > most) most = count;
  }
  vote.votes[unit] = votes;
  vote.winning[unit] = most;
  if (votes === 0) {
    vote.unitsWithoutVotes++;
    return;
  }
  const leaders: number[] = [];
  for (let code = 0; code < counts.length; code++) if (counts[code] === most) leaders.push(code);
  const isTied = leaders.length > 1;
  if (isTied) {
    vote.tied[unit] = 1;
    vote.ties++;
  }
  const code = isTied ? tieCode(leaders) : leaders[0];
  vote.codes[unit] = code;
  if (code >= 0) vote.labeled++;
}
