import { z } from "zod";
import type { Weights } from "@/lib/stats/agreement/disagreement";
import { type Category, type CodedRatings, codeLabels, codeRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import type { Check, DataSet, Json } from "./layout";

/** What stands where nobody rated. */
const missing = new Set<unknown>([null, undefined, "", "NA", "NaN", "nan", "null", "*", "."]);

const label = z.union([z.string(), z.number(), z.boolean()]);
const cell = z.unknown().transform((own) => (missing.has(own) ? null : label.parse(own)));
const cells = z.array(cell);
const columns = z.record(z.string(), cells);
const triples = z.array(z.tuple([label, label, cell]));

type Cell = Category | null;

/** Rows of records get one column for each key, in the order in which keys come up. */
const recordRows = z.array(z.record(z.string(), cell)).transform((rows) => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return rows.map((row) => names.map((name) => row[name] ?? null));
});

const transpose = (rows: readonly (readonly Cell[])[]): Cell[][] =>
  Array.from({ length: rows.reduce((most, row) => Math.max(most, row.length), 0) }, (_, place) =>
    rows.map((row) => row[place] ?? null),
  );

/** [unit, rater, value] one by one. */
function spreadTriples(list: z.output<typeof triples>): Cell[][] {
  const [units, raters] = [new Set(list.map(([unit]) => unit)), new Set(list.map(([, rater]) => rater))];
  const value = new Map(list.map(([unit, rater, own]) => [JSON.stringify([unit, rater]), own]));
  return [...units].map((unit) => [...raters].map((rater) => value.get(JSON.stringify([unit, rater])) ?? null));
}

/** Ratings by unit and rater, whichever way the file has them; a short row's last raters did not rate. */
function readRows({ data }: DataSet): Cell[][] {
  const given = data.matrix ?? data.ratings ?? data.rows ?? data.raters;
  const listed = triples.safeParse(
    data.triples ?? data.labels ?? (data.matrix === undefined ? data.ratings : undefined),
  );
  if (listed.success) return spreadTriples(listed.data);
  const byRater = columns.safeParse(given);
  const rows = byRater.success
    ? transpose(Object.values(byRater.data))
    : z.union([z.array(cells), recordRows]).parse(given);
  const isByRater = /^raters?\b/i.test(
    z
      .string()
      .catch("")
      .parse(data.orientation ?? data.layout),
  );
  const upright = isByRater && !byRater.success ? transpose(rows) : rows;
  const width = upright.reduce((most, row) => Math.max(most, row.length), 0);
  return upright.map((row) => [...row, ...Array<null>(width - row.length).fill(null)]);
}

/** Labels as the declared categories spell them: a file may have 1 in one place and "1" in the other. */
function spellAsDeclared(rows: readonly (readonly Cell[])[], declared: readonly Category[]): Cell[][] {
  const spelling = new Map(declared.map((category) => [String(category), category]));
  return rows.map((row) => row.map((own) => (own === null ? null : (spelling.get(String(own)) ?? own))));
}

/**
 * The categories that a check goes by: "declared" takes all of them, used or not, as papers do; "observed" those that
 * occur, sorted, as the tools that know nothing else; a check that does not say takes those that occur in their declared
 * order. Undefined where none are declared, or where a label is none of them.
 */
function chooseCategories(
  declared: readonly Category[],
  rows: readonly (readonly Cell[])[],
  { statistic, options }: Pick<Check, "statistic" | "options">,
): readonly Category[] | undefined {
  const seen = new Set<Cell>(rows.flat());
  const isCovered = [...seen].every((own) => own === null || declared.includes(own));
  if (declared.length === 0 || !isCovered || options.categories === "observed") return undefined;
  const asked = z.array(label).safeParse(options.categories);
  if (asked.success) return asked.data;
  const isWhole = options.categories === "declared" || options.categories === "all" || /^published:/.test(statistic);
  return isWhole ? declared : declared.filter((category) => seen.has(category));
}

/** Counts of ratings by unit and category, as one list of labels a unit. */
function readCounts({ data }: DataSet): { lists: Category[][]; declared: Category[] } {
  const matrix = z.array(z.array(z.number())).parse(data.matrix ?? data.counts);
  const declared = z.array(label).nullish().parse(data.categories) ?? [...(matrix[0] ?? [])].map((_, rank) => rank + 1);
  const lists = matrix.map((row) =>
    row.flatMap((count, k) => (declared[k] === undefined ? [] : Array<Category>(count).fill(declared[k]))),
  );
  return { lists, declared };
}

/** Ratings with the categories that the check goes by; counts become lists of labels. */
export function readRatings(set: DataSet, check: Pick<Check, "statistic" | "options">): CodedRatings {
  if (set.kind === "counts") {
    const { lists, declared } = readCounts(set);
    return codeLabels(lists, check.options.categories === "observed" ? undefined : declared);
  }
  const declared = z.array(label).nullish().parse(set.data.categories) ?? [];
  const rows = spellAsDeclared(readRows(set), declared);
  return codeRatings(rows, chooseCategories(declared, rows, check));
}

/** irrCAC divides by n in its functions of tables, by n - 1 in those of ratings; ours divide by n - 1. */
export const tableError = (error: number, units: number) => error * Math.sqrt((units - 1) / units);

/** The same ratings with categories standing for their ranks, 1 to q. */
export const rankValues = (ratings: CodedRatings): CodedRatings => ({
  ...ratings,
  values: ratings.values.map((_, rank) => rank + 1),
});

const weightNames: Readonly<Record<string, Weights>> = {
  identity: "unweighted",
  "Equal-Spacing": "linear",
  "Fleiss-Cohen": "quadratic",
  equal: "linear",
  squared: "quadratic",
};

/** Our name of a tool's weights. */
export function readWeights(name: Json | undefined): Weights {
  const text = z.string().default("unweighted").parse(name);
  const known = z.enum(["unweighted", "linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar"]);
  return weightNames[text] ?? known.parse(text);
}

type Correlated = { value: number; interval: Defined<{ low: number; high: number }> };

/** The ends of a correlation's interval. That of a perfect one we refuse, because it is no certainty; tools print a point. */
export function correlationEnds(result: Correlated | null): { low: number; high: number } | null {
  if (!result) return null;
  if (result.interval.defined) return result.interval.value;
  return Math.abs(result.value) > 1 - 1e-12 ? { low: result.value, high: result.value } : null;
}

/** The value, or null where the engine says that there is none. */
export const valueOrNull = <T>(result: Defined<T>): T | null => (result.defined ? result.value : null);
