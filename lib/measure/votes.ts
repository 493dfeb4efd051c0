import { pick } from "@/lib/measure/pick";
import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";

/** Labels with a value, one a place: its unit, its rater, its category and which label of the table it is. */
export type Votes = { unit: Int32Array; rater: Int32Array; code: Int32Array; label: Int32Array };

/** The votes at these places, in their order. */
export const pickVotes = (votes: Readonly<Record<keyof Votes, ArrayLike<number>>>, places: Int32Array): Votes => ({
  unit: pick(votes.unit, places),
  rater: pick(votes.rater, places),
  code: pick(votes.code, places),
  label: pick(votes.label, places),
});

export class VoteCollector {
  private readonly unit: number[] = [];
  private readonly rater: number[] = [];
  private readonly code: number[] = [];
  private readonly label: number[] = [];

  add(unit: number, rater: number, code: number, label: number): void {
    this.unit.push(unit);
    this.rater.push(rater);
    this.code.push(code);
    this.label.push(label);
  }

  /** With units renumbered, in their order: what is drawn in a resample must not depend on the order of rows. */
  finish(unitOf: Int32Array, units: number): Votes {
    const unit = Int32Array.from(this.unit, (own) => unitOf[own]);
    const order = orderByUnit(unit, units);
    return pickVotes({ unit, rater: this.rater, code: this.code, label: this.label }, order);
  }
}

/** The places of votes in the order of their units (a counting sort). */
function orderByUnit(unit: Int32Array, units: number): Int32Array {
  const next = new Int32Array(units + 1);
  for (const own of unit) next[own + 1] = next[own + 1] + 1;
  for (let own = 1; own <= units; own++) next[own] = next[own] + next[own - 1];
  const order = new Int32Array(unit.length);
  for (const [vote, own] of unit.entries()) {
    const place = next[own];
    next[own] = place + 1;
    order[place] = vote;
  }
  return order;
}

/** The number each category stands for: itself on a scale, else its rank. */
const scaleValues = (categories: readonly Category[]) =>
  Float64Array.from(categories, (category, rank) => (typeof category === "number" ? category : rank + 1));

/** The categories of what is asked, in order. */
type Scale = { categories: readonly Category[] };

const frame = ({ categories }: Scale) => ({ categories, values: scaleValues(categories) });

/** Votes as units x places, whoever cast them: for coefficients to which raters are interchangeable. Repeats are votes. */
export function ratingsByVote(votes: Votes, units: number, scale: Scale): CodedRatings {
  const sizes = new Int32Array(units);
  for (const unit of votes.unit) sizes[unit] = sizes[unit] + 1;
  const raters = sizes.reduce((most, size) => Math.max(most, size), 0);
  const codes = new Int32Array(units * raters).fill(-1);
  sizes.fill(0);
  for (const [vote, unit] of votes.unit.entries()) {
    const place = sizes[unit];
    sizes[unit] = place + 1;
    codes[unit * raters + place] = votes.code[vote];
  }
  return { units, raters, codes, ...frame(scale) };
}

/** Ratings with a column for each rater; `raters` says which index of the table each column is. */
export type RatingsByRater = { ratings: CodedRatings; raters: number[] };

/** More cells than this (160 MB) are not laid out. */
const mostCells = 40_000_000;

/**
 * Votes as units x raters, a rater's first vote where there are several (`order` of each vote: 1 for a first vote, more
 * for a repeat). Null where raters and units are too many for one table.
 */
export function ratingsByRater(votes: Votes, units: number, scale: Scale, order: Int32Array): RatingsByRater | null {
  const raters = [...new Set(votes.rater)].sort((a, b) => a - b);
  if (units * raters.length > mostCells) return null;
  const column = new Map(raters.map((rater, place) => [rater, place]));
  const codes = new Int32Array(units * raters.length).fill(-1);
  const place = (vote: number) => {
    const cell = votes.unit[vote] * raters.length + (column.get(votes.rater[vote]) ?? 0);
    if (codes[cell] === -1) codes[cell] = votes.code[vote];
  };
  const later: number[] = [];
  for (const vote of votes.unit.keys()) {
    if (order[vote] > 1) later.push(vote);
    else place(vote);
  }
  later.sort((a, b) => order[a] - order[b]);
  for (const vote of later) place(vote);
  return { ratings: { units, raters: raters.length, codes, ...frame(scale) }, raters };
}

/** A rater's code per unit, of its first vote where there are several (`order` as above); -1 where it gave none. */
export function firstCodes(votes: Votes, units: number, order: Int32Array): Int32Array {
  const codes = new Int32Array(units).fill(-1);
  const first = new Int32Array(units);
  for (const [vote, unit] of votes.unit.entries()) {
    if (codes[unit] !== -1 && first[unit] <= order[vote]) continue;
    codes[unit] = votes.code[vote];
    first[unit] = order[vote];
  }
  return codes;
}
