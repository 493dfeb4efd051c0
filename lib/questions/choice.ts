import type { z } from "zod";
import { given, notOffered } from "@/lib/questions/answer-check";
import { digitAt, giving, listItemOptions, plainChoice } from "@/lib/questions/choices";
import { askOneOf, describeRefusal, differs, takesOneOf, usual } from "@/lib/questions/defaults";
import { commonFields, refusalField, type Zod } from "@/lib/questions/fields";
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
import { drawNormal, drawPlace, normalize, saying } from "@/lib/questions/simulated";
import { refusalValue } from "@/lib/questions/special-values";

/** Q1. One of several options, the question's own or the item's. */
const schema = (z: Zod) =>
  z.object({
    ...commonFields(z),
    type: z.literal("choice"),
    ...refusalField(z),
    options: optionsSchema(z),
  });
export type ChoiceQuestion = z.output<ReturnType<typeof schema>>;

export const choice: Kind<ChoiceQuestion> = {
  ...usual,
  offersRefusal: ({ refusal }) => refusal === true,
  name: "Choice",
  phrase: "a choice",
  schema,
  fresh: () => ({ key: "choice", fields: { type: "choice", text: "Which applies?", options: freshOptions() } }),
  findProblems: ({ options }) => findOptionProblems(options),
  describeChange: (before, after) => [
    ...describeRefusal(before, after),
    ...(differs(before.options, after.options) ? ["other options"] : []),
  ],
  need: ({ options }) => (options === "item" ? "options" : null),

  check({ options }, { value }, parts) {
    if (typeof value !== "string") return notOffered;
    const key = options === "item" ? parts.get(value) : options.find((option) => option.key === value)?.key;
    return key === undefined ? notOffered : given(key);
  },
  present: ({ options }, { value }, toId) => ({ value: options === "item" ? value && toId(value) : value }),
  listValues: ({ options }) => listOptionValues(options),
  listRuleValues: ({ options }) => listOptionValues(options).map(({ value }) => value),
  words({ options }, value, names) {
    if (options === "item") return names.get(value) ?? `Option ${value}`;
    if (value === refusalValue) return "Refusal";
    return options.find(({ key }) => key === value)?.label ?? value;
  },

  listChoices({ options }, item) {
    if (options === "item")
      return listItemOptions(item).map(({ partId, label, profile }, index) => ({
        ...plainChoice(partId, label, giving(partId), digitAt(index)),
        isOurs: item.candidates.length === 0,
        description: profile ?? "",
      }));
    return options.map(({ key, label, description }, index) => ({
      ...plainChoice(`option:${key}`, label, giving(key), digitAt(index)),
      description,
    }));
  },

  scale: ({ options }) =>
    options === "item"
      ? { kind: "own-options", categories: partKeysInOrder, labels: partKeysInOrder.map((key) => `Option ${key}`) }
      : {
          kind: "nominal",
          categories: [...options.map(({ key }) => key), refusalValue],
          labels: [...options.map(({ label }) => label), "Refusal"],
        },

  fromCell: ({ options }, value) => findOptionKey(options, value) ?? value,
  flip({ options }, value) {
    const [first, second, third] = options === "item" ? [] : options;
    if (!first || !second || third) return value;
    return value === first.key ? second.key : value === second.key ? first.key : value;
  },
  takes: ({ options }) =>
    options === "item" ? "one of the item's options" : takesOneOf(options.map(({ key }) => key)),
  covers: (offered, wanted) => coversOptions(offered.options, wanted.options),

  /** What stands first on the screen draws some people. */
  simulate({ key, options }, { person, item, shown, random }) {
    if (options !== "item") return null;
    const draws = (place: number) => (shown[0] === String(place + 1) ? Math.exp(person.firstShown / 2) : 1);
    const pulls = item.leaning.pulls ?? [];
    const shares = normalize(pulls.map((pull, place) => pull ** (person.acuity * 1.5) * draws(place)));
    const place = drawPlace(shares, random);
    return { answer: saying(key, String(place + 1)), sureness: shares[place] ?? 0 };
  },
  askModel: ({ options }, ofItem) => askOneOf(options === "item" ? ofItem : options),
  simulateJudge({ options }, { judge, leaning, random }) {
    if (options !== "item") return null;
    const pulls = leaning.pulls ?? [];
    const weights = pulls.map(
      (pull) => pull ** (judge.acuity * 0.8) * Math.exp(drawNormal(random) * judge.noise * 1.8),
    );
    return { keys: pulls.map((_, place) => String(place + 1)), shares: normalize(weights) };
  },
};
