import type { z } from "zod";
import { given, notOffered, type PartKeys } from "@/lib/questions/answer-check";
import { digitAt, giving, listItemOptions, ourChoice, plainChoice } from "@/lib/questions/choices";
import { describeRefusal, differs, usual } from "@/lib/questions/defaults";
import { commonFields, mostOptions, refusalField, type Zod } from "@/lib/questions/fields";
import type { Kind } from "@/lib/questions/kind";
import {
  coversOptions,
  findOptionKey,
  findOptionProblems,
  freshOptions,
  listOptionValues,
  optionsSchema,
  partKeysInOrder,
} from "@/lib/questions/options";
import type { ScaleSource } from "@/lib/questions/scale";
import { emptySet, readSet, writeSet } from "@/lib/questions/sets";
import { normalize, saying } from "@/lib/questions/simulated";
import { fail } from "@/lib/result";
import type { Random } from "@/lib/stats/defined";
import { type Separator, splitCell } from "@/lib/text/label-sets";
import { labelKey } from "@/lib/text/label-spelling";

const count = (z: Zod) => z.number("Write a whole number").int("Write a whole number").max(mostOptions);

/** Q2. Several of the options, the question's own or the item's; an empty set is an answer where it is offered. */
const schema = (z: Zod) =>
  z.object({
    ...commonFields(z),
    type: z.literal("multi"),
    ...refusalField(z),
    options: optionsSchema(z),
    /** How many have to be chosen at least: 0 offers none of them. */
    minimum: count(z).min(0, "From 0").default(1),
    /** Null: as many as there are. */
    maximum: count(z).min(1, "From 1").nullable().default(null),
    /** People mark every answer that could be right, rather than everything that is there. */
    everyRight: z.boolean().default(false),
  });
export type MultiQuestion = z.output<ReturnType<typeof schema>>;

const noneLabel = "None of them";

/** "2 to 3", "one or more", "any number, or none". */
function describeCount({ minimum, maximum }: Pick<MultiQuestion, "minimum" | "maximum">): string {
  if (maximum === null)
    return minimum === 0 ? "any number, or none" : minimum === 1 ? "one or more" : `${minimum} or more`;
  if (minimum === 0) return `up to ${maximum}, or none`;
  return minimum === maximum ? String(minimum) : `${minimum} to ${maximum}`;
}

const describeAsked = (question: MultiQuestion) =>
  question.everyRight
    ? `Mark every answer that could be right: ${describeCount(question)}`
    : `Choose ${describeCount(question)}`;

/** What the question calls the options of a set; null where one of them is none of its. */
function findKeys({ options }: MultiQuestion, members: readonly string[], parts: PartKeys): string[] | null {
  const own = new Set(options === "item" ? [] : options.map(({ key }) => key));
  const keys = members.flatMap((member) =>
    options === "item" ? (parts.get(member) ?? []) : own.has(member) ? member : [],
  );
  return keys.length === members.length ? [...new Set(keys)] : null;
}

const chosen = (size: number) => (size < 2 ? `${size === 0 ? "none" : 1} is chosen` : `${size} are chosen`);

/** Why so many are too few or too many; an item may have fewer options than have to be chosen. */
function findMiscount({ minimum, maximum }: MultiQuestion, size: number, offered: number): string | null {
  const least = offered === 0 ? minimum : Math.min(minimum, offered);
  if (size < least) return `Choose at least ${least}; ${chosen(size)}`;
  return maximum !== null && size > maximum ? `Choose at most ${maximum}; ${chosen(size)}` : null;
}

function checkSet(question: MultiQuestion, value: unknown, parts: PartKeys) {
  const members = readSet(value);
  const keys = members && findKeys(question, members, parts);
  if (!keys) return notOffered;
  const miscount = findMiscount(question, keys.length, question.options === "item" ? parts.size : 0);
  return miscount === null ? given(writeSet(keys)) : fail(miscount);
}

const labelOf = (options: MultiQuestion["options"], key: string) =>
  options === "item" ? `Option ${key}` : (options.find((option) => option.key === key)?.label ?? key);

const sayMembers = (labels: readonly string[]) => (labels.length === 0 ? noneLabel : labels.join(" + "));

/** The sets that were given and are answers, in one order. */
function listGivenSets(question: MultiQuestion, { listGiven }: ScaleSource): string[][] {
  const parts = new Map(partKeysInOrder.map((key) => [key, key]));
  const sets = [...listGiven()].flatMap((value) => {
    const checked = checkSet({ ...question, minimum: 0 }, value, parts);
    const isWithin = (readSet(value)?.length ?? 0) >= question.minimum || question.options === "item";
    return checked.ok && isWithin ? [checked.value.value ?? emptySet] : [];
  });
  return [...new Set(sets)].sort().map((set) => readSet(set) ?? []);
}

const wordsForNone = new Set(["none", "(none)", "none of them", "none of these", "nothing"]);

const signs = [";", "|", ","] as const;

/** What stands between an item's own options; a comma only between numbers, for their texts may hold one. */
const signOf = (value: string): Separator =>
  ([";", "|"] as const).find((sign) => value.includes(sign)) ??
  (/^\s*\d+(?:\s*,\s*\d+)+\s*$/.test(value) ? "," : "list");

/** The options that a cell names, by key or words; null where some part of it is none. */
function splitOptions(options: MultiQuestion["options"], value: string): string[] | null {
  for (const sign of options === "item" ? [signOf(value)] : signs) {
    const keys = splitCell(value, sign).flatMap((part) => findOptionKey(options, part) ?? [null]);
    if (keys.every((key) => key !== null)) return keys;
  }
  return null;
}

/** A set drawn option by option, within the bounds. */
function drawSet(
  keys: readonly string[],
  likely: readonly number[],
  { minimum, maximum }: MultiQuestion,
  random: Random,
) {
  const ranked = keys
    .map((key, place) => ({ key, luck: (likely[place] ?? 0) - random() }))
    .sort((a, b) => b.luck - a.luck);
  const wanted = ranked.filter(({ luck }) => luck > 0).length;
  return ranked.slice(0, Math.max(minimum, Math.min(wanted, maximum ?? keys.length))).map(({ key }) => key);
}

export const multi: Kind<MultiQuestion> = {
  ...usual,
  offersRefusal: ({ refusal }) => refusal === true,
  name: "Several choices",
  phrase: "several choices",
  schema,
  fresh: () => ({
    key: "choices",
    fields: {
      ...({ type: "multi", text: "Which of these apply?", minimum: 1, maximum: null, everyRight: false } as const),
      options: freshOptions(),
    },
  }),
  findProblems({ options, minimum, maximum }) {
    const problems = findOptionProblems(options);
    if (maximum !== null && maximum < minimum) problems.push(["maximum", "The most may not be less than the least"]);
    if (options !== "item" && minimum > options.length)
      problems.push(["minimum", `There are only ${options.length} options`]);
    return problems;
  },
  describeChange: (before, after) => [
    ...describeRefusal(before, after),
    ...(differs(before.options, after.options) ? ["other options"] : []),
    ...(describeCount(before) !== describeCount(after)
      ? [`${describeCount(after)} may be chosen instead of ${describeCount(before)}`]
      : []),
    ...(before.everyRight !== after.everyRight
      ? [after.everyRight ? "every answer that could be right is marked" : "no longer every answer that could be right"]
      : []),
  ],
  need: ({ options }) => (options === "item" ? "options" : null),

  check: (question, { value }, parts) => checkSet(question, value, parts),
  present: ({ options }, { value }, toId) => ({
    value: options === "item" && value !== null ? writeSet((readSet(value) ?? []).map(toId)) : value,
  }),
  listValues: ({ options }) => listOptionValues(options),
  /** A rule about an option holds where the set contains it. */
  listRuleValues: ({ options, minimum }) => [
    ...listOptionValues(options).map(({ value }) => value),
    ...(minimum === 0 ? [emptySet] : []),
  ],
  ruleValuesOf: (_, value) => (value === emptySet ? [emptySet] : (readSet(value) ?? [])),
  words({ options }, value, names) {
    const members = readSet(value);
    if (!members) return value;
    return sayMembers(members.map((key) => (options === "item" && names.get(key)) || labelOf(options, key)));
  },

  listChoices({ options, minimum }, item) {
    const own =
      options === "item"
        ? listItemOptions(item).map(({ partId, label, profile }) => ({
            key: partId,
            label,
            description: profile ?? "",
            isOurs: item.candidates.length === 0,
          }))
        : options.map(({ key, label, description }) => ({ key, label, description, isOurs: false }));
    const listed = own.map(({ key, label, description, isOurs }, index) => ({
      ...plainChoice(`option:${key}`, label, giving(writeSet([key])), digitAt(index)),
      description,
      isOurs,
    }));
    const none = ourChoice("none", noneLabel, giving(emptySet), own.length < 10 ? "0" : null);
    return minimum === 0 ? [...listed, none] : listed;
  },
  picksSeveral: true,
  pick(_, answer, choice) {
    const before = answer?.value ?? null;
    const [own] = readSet(choice.answer.value) ?? [];
    if (own === undefined) return before === emptySet ? undefined : choice.answer;
    const members = readSet(before) ?? [];
    const after = members.includes(own) ? members.filter((key) => key !== own) : [...members, own];
    return after.length === 0 ? undefined : giving(writeSet(after));
  },
  holds(_, { value }, choice) {
    const [own] = readSet(choice.answer.value) ?? [];
    return own === undefined ? value === emptySet : (readSet(value)?.includes(own) ?? false);
  },
  hint: describeAsked,

  scale(question, source) {
    const { options } = question;
    const members = listGivenSets(question, source);
    const labels = members.map((keys) => sayMembers(keys.map((key) => labelOf(options, key))));
    const shared = options === "item" ? null : options.map(({ key, label }) => ({ key, label }));
    return {
      ...({ kind: options === "item" ? "own-options" : "set", isOpen: true } as const),
      categories: members.map(writeSet),
      labels,
      sets: { members, options: shared },
    };
  },

  /** A list as programs write it, or options with a sign between them, each by its key or its words. */
  fromCell({ options }, value) {
    const whole = options === "item" ? null : findOptionKey(options, value);
    if (whole !== null) return writeSet([whole]);
    if (wordsForNone.has(labelKey(value))) return emptySet;
    const keys = splitOptions(options, value);
    return keys ? writeSet(keys) : value;
  },
  takes(question) {
    const { options } = question;
    const named = options === "item" ? "the item's options" : options.map(({ key }) => key).join(", ");
    return `it takes ${describeCount(question)} of ${named}, as a JSON list or with ; or | between`;
  },
  covers: (offered, wanted) =>
    coversOptions(offered.options, wanted.options) &&
    offered.minimum <= wanted.minimum &&
    (offered.maximum === null || (wanted.maximum !== null && offered.maximum >= wanted.maximum)),

  simulate(question, { person, item, random }) {
    const { key, options } = question;
    const pulls = item.leaning.pulls ?? [];
    const keys = options === "item" ? pulls.map((_, place) => String(place + 1)) : options.map((option) => option.key);
    if (keys.length === 0) return null;
    const most = Math.max(...pulls, 1e-9);
    const likely = keys.map((_, place) => ((pulls[place] ?? most / 2) / most) ** person.acuity);
    const set = drawSet(keys, likely, question, random);
    return { answer: saying(key, writeSet(set)), sureness: 0.5 };
  },
  askModel(question, ofItem) {
    const options = question.options === "item" ? ofItem : question.options;
    const named = options.map((option) => {
      const words =
        "description" in option && option.description ? `${option.label}: ${option.description}` : option.label;
      return `${option.key} (${words})`;
    });
    const asked = question.everyRight ? "every one of these that could be right" : "every one of these that applies";
    const none = question.minimum === 0 ? "; an empty list where none does" : "";
    return {
      sentence: `Answer with a JSON list of ${asked}, ${describeCount(question)}: ${named.join(", ")}${none}.`,
      schema: {
        type: "array",
        items: { type: "string", enum: options.map(({ key }) => key) },
        uniqueItems: true,
        minItems: question.minimum,
        ...(question.maximum !== null && { maxItems: question.maximum }),
      },
    };
  },
  /** The options that suggest themselves most, alone and with the next ones. */
  simulateJudge({ options, minimum, maximum }, { judge, leaning }) {
    const pulls = leaning.pulls ?? [];
    if (options !== "item" || pulls.length === 0) return null;
    const ranked = [...pulls.keys()]
      .sort((a, b) => (pulls[b] ?? 0) - (pulls[a] ?? 0))
      .map((place) => String(place + 1));
    const sizes = ranked.map((_, place) => place + 1).filter((size) => size >= minimum && size <= (maximum ?? size));
    return {
      keys: sizes.map((size) => writeSet(ranked.slice(0, size))),
      shares: normalize(sizes.map((size) => Math.exp(-size * judge.acuity))),
    };
  },
};
