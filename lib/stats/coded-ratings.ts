/** What a rating can be before it is coded. Numbers order as numbers; everything else by its text. */
export type Category = string | number | boolean;

/**
 * Ratings in the one form that every agreement function reads: units x raters, row by row, each cell the index of
 * its category or -1 where nobody rated. A cell is `codes[unit * raters + rater]`; one typed array for all makes a
 * million ratings four megabytes. A column is a rater only where the maker says so: see `codeLabels`.
 */
export type CodedRatings = {
  readonly units: number;
  readonly raters: number;
  readonly codes: Int32Array;
  /** In order: as declared, else as observed and sorted. */
  readonly categories: readonly Category[];
  /** The number each category stands for on a scale: itself where all are numbers, else its rank from 1. */
  readonly values: Float64Array;
};

/** Numbers by size, everything else by its text (by code units, alike on every machine). */
const compare = (a: Category, b: Category): number => {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
};

/**
 * The number each category stands for on a scale: itself where all are numbers, else its rank from 1. So 1, 2, 4, 8
 * keep their distances, and words get even ones, which is a choice: give numbers where another is meant.
 */
function scaleValues(categories: readonly Category[]): Float64Array {
  const areNumbers = categories.every((category) => typeof category === "number");
  return Float64Array.from(categories, (category, rank) => (areNumbers ? Number(category) : rank + 1));
}

/** Squares of larger numbers overflow. */
const largest = 1e150;

/** Throws unless a number is one that can be squared. */
function requireRating(caller: string, value: Category): void {
  if (typeof value !== "number") return;
  if (!Number.isFinite(value)) throw new RangeError(`${caller}: ${value} is no rating; a missing rating is null`);
  if (Math.abs(value) > largest) throw new RangeError(`${caller}: ${value} is too large: use other units`);
}

/**
 * Gives out codes. Declared categories are closed, anything else is an error; without them codes are given as
 * values appear and put into order at the end.
 */
class Coder {
  private readonly seen = new Map<Category, number>();
  private readonly isClosed: boolean;

  constructor(
    private readonly caller: string,
    declared: readonly Category[] | undefined,
  ) {
    this.isClosed = declared !== undefined;
    for (const category of declared ?? []) {
      requireRating(caller, category);
      if (this.seen.has(category)) throw new RangeError(`${caller}: category ${category} is declared twice`);
      this.seen.set(category, this.seen.size);
    }
  }

  code(value: Category | null | undefined): number {
    if (value === null || value === undefined) return -1;
    const known = this.seen.get(value);
    if (known !== undefined) return known;
    if (this.isClosed) throw new RangeError(`${this.caller}: ${value} is none of the declared categories`);
    requireRating(this.caller, value);
    this.seen.set(value, this.seen.size);
    return this.seen.size - 1;
  }

  /** Observed categories get their sorted order, and the codes follow. */
  finish(codes: Int32Array): Pick<CodedRatings, "codes" | "categories" | "values"> {
    const found = [...this.seen.keys()];
    if (this.isClosed) return { codes, categories: found, values: scaleValues(found) };
    const categories = found.toSorted(compare);
    const place = new Map(categories.map((category, rank) => [category, rank]));
    const recode = Int32Array.from(found, (category) => place.get(category) ?? -1);
    for (let i = 0; i < codes.length; i++) codes[i] = recode[codes[i]] ?? -1;
    return { codes, categories, values: scaleValues(categories) };
  }
}

/**
 * Codes a table of ratings: one row per unit, one column per rater, null or undefined where missing. `categories`
 * declares the categories in their order, used or not (it matters to AC1, Brennan-Prediger and Randolph, whose
 * chance counts them, and to the order of text); without it the observed ones are sorted. A missing rating is never
 * a category: "no answer" that is to count has to be given as one.
 *
 * Throws RangeError for rows of different length, NaN, Infinity, numbers beyond +-1e150, or a value outside the
 * declared categories.
 */
export function codeRatings(
  rows: readonly (readonly (Category | null | undefined)[])[],
  categories?: readonly Category[],
): CodedRatings {
  const raters = rows[0]?.length ?? 0;
  const coder = new Coder("codeRatings", categories);
  const codes = new Int32Array(rows.length * raters).fill(-1);
  for (const [unit, row] of rows.entries()) {
    if (row.length !== raters) {
      throw new RangeError(`codeRatings: row ${unit} has ${row.length} ratings where row 0 has ${raters}`);
    }
    for (let rater = 0; rater < raters; rater++) codes[unit * raters + rater] = coder.code(row[rater]);
  }
  return { units: rows.length, raters, ...coder.finish(codes) };
}

/**
 * Codes labels whose raters are not told apart: one list per unit, of any length. Columns of the result mean
 * nothing, so coefficients that need to know who rated (Cohen, Conger, ICC(2,1)) must not be asked of it.
 */
export function codeLabels(
  lists: readonly (readonly (Category | null | undefined)[])[],
  categories?: readonly Category[],
): CodedRatings {
  const raters = lists.reduce((most, list) => Math.max(most, list.length), 0);
  const coder = new Coder("codeLabels", categories);
  const codes = new Int32Array(lists.length * raters).fill(-1);
  for (const [unit, list] of lists.entries()) {
    for (let i = 0; i < list.length; i++) codes[unit * raters + i] = coder.code(list[i]);
  }
  return { units: lists.length, raters, ...coder.finish(codes) };
}

/** Coded ratings that remember which unit and rater each row and column is. */
export type KeyedRatings = CodedRatings & {
  readonly unitKeys: readonly string[];
  readonly raterKeys: readonly string[];
};

/**
 * Codes ratings given one by one. Units and raters come in the order in which they first appear.
 * Throws RangeError where one rater rates one unit twice: which of the two counts is the caller's decision.
 */
export function codeTriples(
  triples: Iterable<{ unit: string; rater: string; value: Category | null }>,
  categories?: readonly Category[],
): KeyedRatings {
  const unitIndex = new Map<string, number>();
  const raterIndex = new Map<string, number>();
  const coder = new Coder("codeTriples", categories);
  const cells: number[] = [];
  for (const { unit, rater, value } of triples) {
    if (!unitIndex.has(unit)) unitIndex.set(unit, unitIndex.size);
    if (!raterIndex.has(rater)) raterIndex.set(rater, raterIndex.size);
    cells.push(unitIndex.get(unit) ?? 0, raterIndex.get(rater) ?? 0, coder.code(value));
  }
  const raters = raterIndex.size;
  const raterKeys = [...raterIndex.keys()];
  const unitKeys = [...unitIndex.keys()];
  const codes = new Int32Array(unitIndex.size * raters).fill(-1);
  for (let i = 0; i < cells.length; i += 3) {
    const [unit, rater, code] = [cells[i], cells[i + 1], cells[i + 2]];
    if (code >= 0 && codes[unit * raters + rater] !== -1) {
      throw new RangeError(`codeTriples: rater ${raterKeys[rater]} rates unit ${unitKeys[unit]} twice`);
    }
    if (code >= 0) codes[unit * raters + rater] = code;
  }
  return { units: unitIndex.size, raters, unitKeys, raterKeys, ...coder.finish(codes) };
}

/** The same ratings, of the named units only (a unit may be named more than once: a resample). */
export function selectUnits(ratings: CodedRatings, units: ArrayLike<number>): CodedRatings {
  const { raters, codes } = ratings;
  const selected = new Int32Array(units.length * raters);
  for (let i = 0; i < units.length; i++) {
    const from = units[i];
    if (!(from >= 0 && from < ratings.units)) throw new RangeError(`selectUnits: there is no unit ${from}`);
    selected.set(codes.subarray(from * raters, (from + 1) * raters), i * raters);
  }
  return { ...ratings, units: units.length, codes: selected };
}

/** Which raters have rated at all: an empty column of a file is no rater. */
export function listActiveRaters({ raters, codes }: CodedRatings): number[] {
  const hasRated = new Uint8Array(raters);
  for (const [cell, code] of codes.entries()) if (code >= 0) hasRated[cell % raters] = 1;
  return [...hasRated.keys()].filter((rater) => hasRated[rater] === 1);
}

/** The same ratings, of the named raters only, in the order named. */
export function selectRaters(ratings: CodedRatings, raters: readonly number[]): CodedRatings {
  const selected = new Int32Array(ratings.units * raters.length);
  for (const [to, from] of raters.entries()) {
    if (!(from >= 0 && from < ratings.raters)) throw new RangeError(`selectRaters: there is no rater ${from}`);
    for (let unit = 0; unit < ratings.units; unit++) {
      selected[unit * raters.length + to] = ratings.codes[unit * ratings.raters + from];
    }
  }
  return { ...ratings, raters: raters.length, codes: selected };
}
