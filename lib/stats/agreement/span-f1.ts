import { type CodedRatings, codeRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type ResampledMean, type ResamplingOptions, resampledRatio } from "@/lib/stats/resampling/resampled-mean";

/** Places `start` up to but not including `end` (characters, tokens or turns), marked with a label or with none. */
export type Span = { start: number; end: number; label?: string };

/** What two raters marked in one unit; null where a rater did not look, an empty list where nothing was found. */
export type MarkedUnit = { first: readonly Span[] | null; second: readonly Span[] | null };

export type SpanF1 = {
  /** Over places: 2 x places both marked alike / places marked by either, summed over units. */
  overlap: ResampledMean;
  /** Over spans: only the same start, end and label count. */
  exact: ResampledMean;
  units: number;
  /** Units that one of the two did not look at, and units in which neither found anything. */
  leftOut: { unseen: number; unmarked: number };
};

function requireSpan(caller: string, { start, end }: Span): void {
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end > start))
    throw new RangeError(`${caller}: ${start} to ${end} is no span of whole places`);
}

/** The single places that a rater marked, with their label: a place marked twice with one label counts once. */
const places = (spans: readonly Span[]) => {
  const marked = new Set<string>();
  for (const span of spans) {
    requireSpan("spanF1", span);
    const { start, end, label = "" } = span;
    for (let place = start; place < end; place++) marked.add(JSON.stringify([place, label]));
  }
  return marked;
};

/** The spans as wholes: equal only where start, end and label are. */
const whole = (spans: readonly Span[]) =>
  new Set(spans.map(({ start, end, label = "" }) => JSON.stringify([start, end, label])));

const countShared = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((own) => b.has(own)).length;

/**
 * F1 of two raters' marks, neither of which has to be the truth: 2 x shared / (marked by the first + marked by the
 * second), the same both ways, and summed over units before it is divided, so that a unit with many marks weighs
 * more than one with few. 1 is the same marks, 0 none shared. Over places a mark that ends a word late loses
 * little; over whole spans it is lost altogether, and the truth lies between.
 *
 * Units in which neither marked anything tell nothing and are left out, so agreement on "nothing here" does not
 * raise it. Where could have been marked is not known (any span anywhere), so there is no count of true negatives
 * and no kappa; F1 is what kappa tends to as that count grows. Not corrected for chance, which with long marks in
 * short texts is not small. The interval resamples units (or clusters of them). Undefined where nothing was marked
 * in a unit that both looked at.
 * Source: Hripcsak and Rothschild, JAMIA 12 (2005) 296-298.
 */
export function spanF1(units: readonly MarkedUnit[], { clusters, ...options }: ResamplingOptions): Defined<SpanF1> {
  const seen = [...units.keys()].filter((unit) => units[unit].first && units[unit].second);
  const marked = seen.filter((unit) => (units[unit].first?.length ?? 0) + (units[unit].second?.length ?? 0) > 0);
  if (marked.length === 0) return undefinedBecause("neither rater marked anything in a unit that both looked at");
  const ofMarked = clusters && marked.map((unit) => clusters[unit]);
  const measure = (setOf: (spans: readonly Span[]) => Set<string>) => {
    const pairs = marked.map((unit) => [setOf(units[unit].first ?? []), setOf(units[unit].second ?? [])] as const);
    const shared = Float64Array.from(pairs, ([a, b]) => 2 * countShared(a, b));
    const all = Float64Array.from(pairs, ([a, b]) => a.size + b.size);
    return resampledRatio(shared, all, { ...options, clusters: ofMarked });
  };
  return defined({
    overlap: measure(places),
    exact: measure(whole),
    units: marked.length,
    leftOut: { unseen: units.length - seen.length, unmarked: seen.length - marked.length },
  });
}

/** A conversation of so many turns, and what each rater marked in it: null where a rater did not look. */
export type MarkedConversation = { turns: number; marks: readonly (readonly Span[] | null)[] };

/** Turns as units, in the order of conversations. `clusters` is the conversation of each turn, which to resample. */
export type TurnRatings = { ratings: CodedRatings; clusters: number[] };

/**
 * Codes marks over turns as yes or no for every turn and rater (marked: true), so that alpha, kappa and their
 * bootstrap over conversations read them. Where a `label` is named, only marks with it count. Turns are known to be
 * so many, so unlike F1 this counts agreement on "nothing here", and can be corrected for chance. Turns of one
 * conversation are not independent: resample by `clusters`. Throws RangeError for a mark beyond the last turn.
 */
export function codeMarkedTurns(
  conversations: readonly MarkedConversation[],
  { label }: { label?: string } = {},
): TurnRatings {
  const rows = conversations.flatMap(({ turns, marks }) => {
    const columns = marks.map((spans) => spans && markedTurns(spans, turns, label));
    return Array.from({ length: turns }, (_, turn) => columns.map((marked) => marked?.has(turn)));
  });
  const clusters = conversations.flatMap(({ turns }, conversation) => new Array<number>(turns).fill(conversation));
  return { ratings: codeRatings(rows, [false, true]), clusters };
}

function markedTurns(spans: readonly Span[], turns: number, label: string | undefined): Set<number> {
  const marked = new Set<number>();
  for (const span of spans) {
    requireSpan("codeMarkedTurns", span);
    if (span.end > turns)
      throw new RangeError(`codeMarkedTurns: ${span.start} to ${span.end} lies beyond the ${turns} turns`);
    if (label !== undefined && span.label !== label) continue;
    for (let turn = span.start; turn < span.end; turn++) marked.add(turn);
  }
  return marked;
}
