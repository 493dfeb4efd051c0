import type { Category, KeyedRatings } from "@/lib/stats/coded-ratings";

/** Labels one by one, as models take them: what was labeled, by whom, in which part (a condition, a criterion, a group). */
export type LabelFrame = {
  categories: readonly Category[];
  /** The number each category stands for on a scale. */
  values: Float64Array;
  code: Int32Array;
  unit: Int32Array;
  rater: Int32Array;
  part: Int32Array;
  /** The prompt of each label's unit; null where units share none. */
  prompt: Int32Array | null;
  units: readonly string[];
  /** None where people are anonymous: nothing then says which labels are of one person. */
  raters: readonly string[];
  /** The first is the one that others are compared with; one without a name where labels have no parts. */
  parts: readonly string[];
  prompts: readonly string[];
};

/** Why nothing is said of people, or null where they are named. */
export const refuseAnonymous = ({ raters }: LabelFrame): string | null =>
  raters.length === 0
    ? "people are anonymous: a place in an item's list is not the same person on the next item"
    : null;

/** Labels of one part, as they are read. */
export type FramePart = { name: string; ratings: KeyedRatings; prompts: readonly string[] | null };

/** Gives out numbers to names as they come. */
function numbering() {
  const known = new Map<string, number>();
  return {
    of: (name: string) => {
      const number = known.get(name) ?? known.size;
      known.set(name, number);
      return number;
    },
    names: () => [...known.keys()],
  };
}

/**
 * The labels of all parts as one list. `unitsOf` says what a unit of the same name in two parts is: one unit seen twice
 * ("all": under two criteria, by two groups), or two ("part": outputs of two conditions).
 */
export function frameOf(
  given: readonly FramePart[],
  { unitsOf, isAnonymous = false }: { unitsOf: "all" | "part"; isAnonymous?: boolean },
): LabelFrame {
  const parts = [...given].sort((a, b) => (a.name < b.name ? -1 : 1));
  const [units, raters, prompts] = [numbering(), numbering(), numbering()];
  const rows = parts.flatMap(({ ratings, prompts: own }, part) =>
    [...ratings.codes.keys()]
      .filter((cell) => ratings.codes[cell] >= 0)
      .map((cell) => {
        const row = Math.floor(cell / ratings.raters);
        const name = ratings.unitKeys[row];
        return {
          code: ratings.codes[cell],
          unit: units.of(unitsOf === "all" ? name : JSON.stringify([part, name])),
          rater: raters.of(ratings.raterKeys[cell % ratings.raters]),
          part,
          prompt: own ? prompts.of(own[row]) : 0,
        };
      }),
  );
  const [first] = parts;
  const column = (key: "code" | "unit" | "rater" | "part" | "prompt") => Int32Array.from(rows, (row) => row[key]);
  const unitNames = units.names();
  const isShared = prompts.names().length > 1 && prompts.names().length < unitNames.length;
  return {
    categories: first.ratings.categories,
    values: first.ratings.values,
    code: column("code"),
    unit: column("unit"),
    rater: isAnonymous ? new Int32Array(rows.length) : column("rater"),
    part: column("part"),
    prompt: isShared ? column("prompt") : null,
    units: unitNames,
    raters: isAnonymous ? [] : raters.names(),
    parts: parts.map(({ name }) => name),
    prompts: prompts.names(),
  };
}

/** The same labels, with categories that nobody gave left out: a model has nothing to say about them. */
export function usedCategories({ categories, values, code }: LabelFrame) {
  const used = [...new Set(code)].sort((a, b) => a - b);
  const place = new Map(used.map((own, i) => [own, i]));
  return {
    categories: used.map((own) => categories[own]),
    values: Float64Array.from(used, (own) => values[own]),
    code: code.map((own) => place.get(own) ?? 0),
  };
}
