import type { Level, Weights } from "@/lib/stats/agreement/disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";

export type WeightName = Extract<Weights, string>;

/** Levels of measurement, sets of options, and the case without any: options that every item has for itself. */
export type Scale = Level | "set" | "own-options";

/** Where a label is a set of options: what each category holds, a set each. */
export type SetCategories = {
  members: readonly (readonly string[])[];
  /** In the order of pages; null where every item has its own, which have nothing in common with another item's. */
  options: readonly { key: string; label: string }[] | null;
};

/** A column for each person, called by name. */
export type NamedRatings = CodedRatings & { names: readonly string[] };

/** Labels on one question, whether of a study or of a file: every unit has at least one. */
export type Ratings = {
  level: Scale;
  /** How far two labels agree, for kappas, AC and the like; alpha goes by the level. */
  weights: WeightName;
  /** As units x places, whoever gave them: for coefficients to which raters are interchangeable. Repeats are votes. */
  votes: CodedRatings;
  /** As units x people, one vote each, or why people cannot be told apart. */
  people: Defined<NamedRatings>;
  /** Where every item has options of its own: how many each unit has. */
  options: Float64Array | null;
  /** Null where a label is no set. */
  sets: SetCategories | null;
};

/** The same codes in another order of categories: `order` says which category stands at each place. */
function reorderCategories(ratings: CodedRatings, order: readonly number[]): CodedRatings {
  const placeOf = new Int32Array(order.length);
  for (const [place, code] of order.entries()) placeOf[code] = place;
  return {
    ...ratings,
    codes: ratings.codes.map((code) => (code < 0 ? code : placeOf[code])),
    categories: order.map((code) => ratings.categories[code]),
    values: Float64Array.from(order, (code) => ratings.values[code]),
  };
}

/** A set in text, the same whatever the order in which its options were named. */
const setKey = (members: readonly string[]) => JSON.stringify([...members].sort());

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Columns in the order of their names. */
function sortPeople({ names, ...ratings }: NamedRatings): NamedRatings {
  const order = [...names.keys()].sort((a, b) => byText(names[a], names[b]));
  const { units, raters } = ratings;
  const codes = new Int32Array(units * raters);
  for (let unit = 0; unit < units; unit++)
    for (const [place, column] of order.entries()) codes[unit * raters + place] = ratings.codes[unit * raters + column];
  return { ...ratings, codes, names: order.map((column) => names[column]) };
}

/**
 * The same ratings in one order of people, and of categories where these have none of their own: sums of numbers
 * depend on their order in the last digits, and figures must not depend on where the labels came from. By code
 * units, not by the language of a machine. An order that means something, of a scale or of weights, is left as it
 * is.
 */
export function arrange(ratings: Ratings): Ratings {
  const { level, weights, votes, people, sets } = ratings;
  const order = [...votes.categories.keys()];
  const textOf = (code: number) => (sets ? setKey(sets.members[code]) : String(votes.categories[code]));
  if (sets || (level === "nominal" && weights === "unweighted")) order.sort((a, b) => byText(textOf(a), textOf(b)));
  const isSame = order.every((code, place) => code === place);
  const reorder = <Given extends CodedRatings>(given: Given): Given =>
    isSame ? given : { ...given, ...reorderCategories(given, order) };
  return {
    ...ratings,
    votes: reorder(votes),
    sets: sets && { ...sets, members: order.map((code) => sets.members[code]) },
    people: people.defined ? { defined: true, value: sortPeople(reorder(people.value)) } : people,
  };
}
