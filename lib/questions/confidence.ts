import type { z } from "zod";
import { type Check, given, type PartKeys } from "@/lib/questions/answer-check";
import { giving, ourChoice } from "@/lib/questions/choices";
import { askOneOf, takesOneOf, usual } from "@/lib/questions/defaults";
import { commonFields, questionKey, type Zod } from "@/lib/questions/fields";
import type { Kind } from "@/lib/questions/kind";
import { drawNormal, saying } from "@/lib/questions/simulated";
import { fail, ok } from "@/lib/result";
import { labelKey, visibleText } from "@/lib/text/label-spelling";

/** Q6. low / medium / high, a percentage, or a probability for every option of the question it is about. */
const schema = (z: Zod) =>
  z.object({
    ...commonFields(z),
    type: z.literal("confidence"),
    about: questionKey(z),
    scale: z.enum(["levels", "percent", "probabilities"]).default("levels"),
  });
export type ConfidenceQuestion = z.output<ReturnType<typeof schema>>;

const levels = [
  { value: "low", label: "Low", wish: "q" },
  { value: "medium", label: "Medium", wish: "w" },
  { value: "high", label: "High", wish: "e" },
];

const listValues = ({ scale }: ConfidenceQuestion) =>
  scale === "levels" ? levels.map(({ value, label }) => ({ value, label })) : [];

/** Sums may miss 1 by this much: three options at .333 each are meant as thirds. */
const tolerance = 0.005;

function checkProbabilities(probabilities: Record<string, number>, keys: PartKeys): Check {
  const named = Object.entries(probabilities);
  if (named.length !== keys.size || named.some(([key]) => !keys.has(key)))
    return fail("Give a probability to every option");
  if (named.some(([, share]) => !(share >= 0 && share <= 1))) return fail("A probability lies between 0 and 1");
  const total = named.reduce((sum, [, share]) => sum + share, 0);
  if (Math.abs(total - 1) > tolerance) return fail(`The probabilities sum to ${total.toFixed(2)} and must sum to 1`);
  const stored = Object.fromEntries(named.map(([key, share]) => [keys.get(key) ?? key, share]));
  return ok({ value: null, number: null, probabilities: stored });
}

function checkPercent(value: unknown): Check {
  const number = typeof value === "string" && /^\d{1,3}(\.\d{1,6})?$/.test(value) ? Number(value) : value;
  const isPercent = typeof number === "number" && number >= 0 && number <= 100;
  return isPercent ? given(String(number), number) : fail("Give a number from 0 to 100");
}

export const confidence: Kind<ConfidenceQuestion> = {
  ...usual,
  name: "Confidence",
  phrase: "a confidence",
  schema,
  fresh(judgments, earlier) {
    const about = judgments.at(-1) ?? earlier[0];
    return {
      key: "confidence",
      fields: { type: "confidence", text: "How sure are you?", about: about?.key ?? "", scale: "levels" },
    };
  },
  describeChange: (before, after) => [
    ...(before.scale !== after.scale ? [`asked as ${after.scale}`] : []),
    ...(before.about !== after.about ? [`about ${after.about}`] : []),
  ],
  isAboutAnother: true,
  about: ({ about }) => about,
  withAbout: (question, about) => ({ ...question, about }),
  extras: ({ scale }) => (scale === "probabilities" ? ["probabilities"] : []),

  check({ scale }, { value, probabilities }, _, shares) {
    if (scale === "probabilities") {
      const isBare = value === null || value === undefined;
      if (!probabilities || !isBare) return fail("Give a probability to every option");
      return checkProbabilities(probabilities, shares);
    }
    if (scale === "percent") return checkPercent(value);
    const level = levels.findIndex((one) => one.value === value);
    return level < 0 ? fail("Choose low, medium or high") : given(String(value), level + 1);
  },
  present: ({ scale }, { value, number }) => ({ value: scale === "percent" ? number : value }),
  listValues,
  listRuleValues: (question) => listValues(question).map(({ value }) => value),
  words(question, value) {
    if (question.scale !== "levels") return `${value} %`;
    return levels.find((level) => level.value === value)?.label ?? value;
  },

  listChoices: ({ scale }) =>
    scale === "levels" ? levels.map(({ value, label, wish }) => ourChoice(value, label, giving(value), wish)) : [],
  shape: () => "row",
  isWritten: ({ scale }) => scale !== "levels",

  fromCell: ({ scale }, value) => (scale === "percent" ? visibleText(value).replace(/\s*%$/, "") : labelKey(value)),
  readsNumbers: ({ scale }) => scale === "percent",
  takes: ({ scale }) => (scale === "percent" ? "it takes 0 to 100" : takesOneOf(levels.map(({ value }) => value))),
  covers: () => false,

  askModel({ scale, about }, options) {
    if (scale === "levels") return askOneOf(levels.map(({ value, label }) => ({ key: value, label })));
    if (scale === "percent")
      return {
        sentence: `Answer with how sure you are of "${about}", from 0 to 100 %.`,
        schema: { type: "number", minimum: 0, maximum: 100 },
      };
    const keys = options.map(({ key }) => key);
    return {
      sentence: `Answer with a probability for each of these, which sum to 1: ${keys.join(", ")}.`,
      schema: {
        type: "object",
        properties: Object.fromEntries(keys.map((key) => [key, { type: "number", minimum: 0, maximum: 1 }])),
        required: keys,
        additionalProperties: false,
      },
    };
  },

  isJudgment: false,
  simulate({ key, about }, { person, random }, readings) {
    const sureness = readings.get(about)?.sureness ?? null;
    if (sureness === null) return null;
    const felt = sureness * 0.7 + person.boldness * 0.4 + drawNormal(random) * 0.12;
    const level = felt < 0.45 ? 0 : felt < 0.75 ? 1 : 2;
    return { answer: saying(key, levels[level]?.value ?? "medium", level + 1), sureness: null };
  },
};
