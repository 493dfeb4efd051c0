import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";

/** For one item: of those who answered, the set of options that each holds to be possible, as indices. */
export type ResponseSets = readonly (readonly number[])[];

/** Shares of sets that hold each option; they need not sum to 1. Null where nobody answered. */
function holdShares(sets: ResponseSets, options: number): Float64Array | null {
  if (sets.length === 0) return null;
  const shares = new Float64Array(options);
  for (const set of sets) for (const option of new Set(set)) shares[option] += 1 / sets.length;
  return shares;
}

/**
 * The mean squared error of a judge over response sets. Where more than one answer is right, people are asked for every
 * option that could be, and so is the judge (once, or in several runs); with h and j the shares of people's and of the
 * judge's sets that hold option k,
 *
 *   error of an item = sum over k of (h - j)^2,
 *
 * averaged over items that both answered. A forced choice punishes a judge for picking the other right answer, and picks
 * worse judges; this does not. 0 where shares are the same. Undefined without such an item; throws RangeError for an
 * option that is none.
 * Source: Guerdan et al., Validating LLM-as-a-Judge Systems under Rating Indeterminacy (2025, arXiv 2503.05965).
 */
export function responseSetError(
  people: readonly ResponseSets[],
  judge: readonly ResponseSets[],
  options: number,
): Defined<{ value: number; items: number; byItem: Float64Array }> {
  if (people.length !== judge.length) throw new RangeError("responseSetError: needs the judge's sets for each item");
  for (const set of [...people, ...judge].flat())
    if (set.some((option) => !(option >= 0 && option < options)))
      throw new RangeError(`responseSetError: a set holds an option that is none of ${options}`);
  const byItem = Float64Array.from(people, (sets, item) => {
    const [held, judged] = [holdShares(sets, options), holdShares(judge[item], options)];
    if (!held || !judged) return Number.NaN;
    return held.reduce((sum, share, k) => sum + (share - judged[k]) ** 2, 0);
  });
  const known = byItem.filter((error) => !Number.isNaN(error));
  if (known.length === 0) return undefinedBecause("no item has sets of both");
  return defined({ value: known.reduce((sum, error) => sum + error, 0) / known.length, items: known.length, byItem });
}
