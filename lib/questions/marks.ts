import type { z } from "zod";
import { type Check, given } from "@/lib/questions/answer-check";
import { differs, onOff, usual } from "@/lib/questions/defaults";
import { commonFields, optionSchema, type Zod } from "@/lib/questions/fields";
import type { Kind } from "@/lib/questions/kind";
import { type Marking, nameMark } from "@/lib/questions/marking";
import { coversOptions, findOptionKey, findOptionProblems } from "@/lib/questions/options";
import type { ScaleSource } from "@/lib/questions/scale";
import { emptySet, readSet, writeSet } from "@/lib/questions/sets";
import { saying } from "@/lib/questions/simulated";
import { fail } from "@/lib/result";
import { labelKey } from "@/lib/text/label-spelling";

/** As many as there are digits to press. */
const mostCategories = 9;
const mostSeverities = 5;

/**
 * Q8. Words or turns that people mark, each with a category and, where asked, how severe it is. The answer about the item
 * is the set of categories that it has somewhere, so that "nothing" is said; the marks are answers at the places where they stand.
 */
const schema = (z: Zod) =>
  z.object({
    ...commonFields(z),
    type: z.literal("marks"),
    of: z.enum(["words", "turns"]).default("words"),
    categories: z
      .array(optionSchema(z))
      .min(1, "Give at least one category")
      .max(mostCategories, `At most ${mostCategories} categories`),
    severities: z
      .array(z.string().trim().min(1, "Write something here").max(60, "At most 60 characters"))
      .max(mostSeverities, `At most ${mostSeverities} steps`)
      .default([]),
    firstOnly: z.boolean().default(false),
  });
export type MarksQuestion = z.output<ReturnType<typeof schema>>;

const noneLabel = "Nothing to mark";

const keysOf = ({ categories }: Pick<MarksQuestion, "categories">) => new Set(categories.map(({ key }) => key));

/** What of a set the question knows; null where it holds anything else. */
function readOwn(question: MarksQuestion, value: unknown): string[] | null {
  const members = readSet(value);
  const keys = keysOf(question);
  return members?.every((key) => keys.has(key)) ? members : null;
}

function checkItem(question: MarksQuestion, value: unknown): Check {
  const members = readOwn(question, value);
  return members ? given(writeSet(members)) : fail("Mark something, or say that there is nothing to mark");
}

/** The sets that were given and are answers, in one order. */
function listGivenSets(question: MarksQuestion, { listGiven }: ScaleSource): string[][] {
  const written = [...listGiven()].flatMap((value) => {
    const members = readOwn(question, value);
    return members ? [writeSet(members)] : [];
  });
  return [...new Set(written)].sort().map((set) => readSet(set) ?? []);
}

const wordsForNone = new Set(["none", "(none)", "no", "nothing", noneLabel.toLowerCase(), "0"]);
const what = { words: "words of the text", turns: "turns of the persona" };
const places = { words: "words", turns: "turns" };

const describeAsked = ({ of, firstOnly }: MarksQuestion) =>
  firstOnly ? `Mark the first of the ${what[of]} that it is true of` : `Mark the ${what[of]} that it is true of`;

const markingOf = ({ of, categories, severities, firstOnly }: MarksQuestion): Marking => ({
  of,
  categories,
  severities,
  firstOnly,
});

export const marks: Kind<MarksQuestion> = {
  ...usual,
  name: "Marks in the text",
  phrase: "marks in the text",
  schema,
  fresh: () => ({
    key: "marks",
    fields: {
      ...({ type: "marks", text: "What is wrong, and where?", of: "words", firstOnly: false } as const),
      categories: [{ key: "error", label: "Error", description: "" }],
      severities: [],
    },
  }),
  findProblems({ categories, severities, askedOf }) {
    const problems = findOptionProblems(categories).map(([, message]): [string, string] => [
      "categories",
      message.replace("options", "categories"),
    ]);
    if (new Set(severities).size < severities.length) problems.push(["severities", "Two steps have the same name"]);
    if (askedOf !== undefined && askedOf !== "item")
      problems.push(["askedOf", "Marks say themselves where they stand: ask them of the item as a whole"]);
    return problems;
  },
  describeChange: (before, after) => [
    ...(before.of !== after.of ? [`${places[after.of]} are marked instead of ${places[before.of]}`] : []),
    ...(differs(before.categories, after.categories) ? ["other categories"] : []),
    ...(differs(before.severities, after.severities) ? ["other steps of severity"] : []),
    ...(before.firstOnly !== after.firstOnly ? [onOff(after.firstOnly, "marking the first place alone")] : []),
  ],
  marking: markingOf,

  check: (question, { value }) => checkItem(question, value),
  present: (_, { value, number, quote }) => ({
    value,
    ...(number !== null && { severity: number }),
    ...(typeof quote === "string" && { quote }),
  }),
  listValues: ({ categories }) => categories.map(({ key, label }) => ({ value: key, label })),
  /** A rule about a category holds where something is marked as it. */
  listRuleValues: ({ categories }) => [...categories.map(({ key }) => key), emptySet],
  ruleValuesOf: (_, value) => (value === emptySet ? [emptySet] : (readSet(value) ?? [])),
  words(question, value) {
    const members = readSet(value);
    if (!members) return nameMark(markingOf(question), value, null);
    const labels = members.map((key) => nameMark(markingOf(question), key, null));
    return labels.length === 0 ? noneLabel : labels.join(" + ");
  },
  picksSeveral: true,
  isWritten: () => true,
  hint: describeAsked,

  /** What people mark in an item is compared as a set of categories. */
  scale(question, source) {
    const members = listGivenSets(question, source);
    return {
      ...({ kind: "set", isOpen: true } as const),
      categories: members.map(writeSet),
      labels: members.map((keys) => marks.words(question, writeSet(keys), new Map())),
      sets: { members, options: question.categories.map(({ key, label }) => ({ key, label })) },
    };
  },
  fromCell(question, value) {
    if (wordsForNone.has(labelKey(value))) return emptySet;
    const set = readOwn(question, value);
    return set ? writeSet(set) : (findOptionKey(question.categories, value) ?? value);
  },
  takes: ({ categories }) =>
    `it takes a JSON list of ${categories.map(({ key }) => key).join(", ")} about an item, and one of them at a place in it`,
  covers: (offered, wanted) =>
    offered.of === wanted.of &&
    offered.firstOnly === wanted.firstOnly &&
    offered.severities.length === wanted.severities.length &&
    coversOptions(offered.categories, wanted.categories),

  /** A model says what there is to mark: where, it has no way to say. */
  askModel: ({ categories, of }) => ({
    sentence: `Answer with a JSON list of what is true of some of the ${what[of]}: ${categories
      .map(({ key, label, description }) => `${key} (${[label, description].filter(Boolean).join(": ")})`)
      .join(", ")}; an empty list where nothing is.`,
    schema: { type: "array", items: { type: "string", enum: categories.map(({ key }) => key) }, uniqueItems: true },
  }),
  simulate: ({ key, categories }, { random }) => {
    const set = categories.filter(() => random() < 0.3).map((category) => category.key);
    return { answer: saying(key, writeSet(set)), sureness: 0.5 };
  },
};
