import type { z } from "zod";
import { given, notOffered } from "@/lib/questions/answer-check";
import { type Choice, giving, ourChoice } from "@/lib/questions/choices";
import { askOneOf, describeRefusal, onOff, takesOneOf, usual } from "@/lib/questions/defaults";
import { commonFields, refusalField, type Zod } from "@/lib/questions/fields";
import type { Kind, Strength } from "@/lib/questions/kind";
import { drawNormal, drawPlace, saying, sideShares } from "@/lib/questions/simulated";
import { bothBadValue, eitherSideValue, tieValue } from "@/lib/questions/special-values";
import { fail } from "@/lib/result";
import { labelKey, visibleText } from "@/lib/text/label-spelling";

/** Q5. The answer is the canonical key of the chosen part, or `tie` or `both-bad`. */
const schema = (z: Zod) =>
  z.object({
    ...commonFields(z),
    type: z.literal("preference"),
    ...refusalField(z),
    tie: z.boolean().default(false),
    bothBad: z.boolean().default(false),
    /** Asks "slightly" or "clearly" with the choice. */
    strength: z.boolean().default(false),
  });
export type PreferenceQuestion = z.output<ReturnType<typeof schema>>;

const sideKeys = ["1", "2"] as const;

/** How files name sides, ties and the like. */
const cellNames: Record<string, string> = {
  a: "1",
  model_a: "1",
  response_a: "1",
  answer_a: "1",
  b: "2",
  model_b: "2",
  response_b: "2",
  answer_b: "2",
  tie: tieValue,
  draw: tieValue,
  equal: tieValue,
  same: tieValue,
  "both bad": bothBadValue,
  both_bad: bothBadValue,
  bothbad: bothBadValue,
  "tie (bothbad)": bothBadValue,
  "tie (both bad)": bothBadValue,
};

/** A side by its number, whatever digits it is written in. */
const cellNumbers: Record<string, string> = { "1": "1", "1.0": "1", "2": "2", "2.0": "2" };

const listValues = ({ tie, bothBad }: PreferenceQuestion) => [
  ...(tie ? [{ value: tieValue, label: "Equally good" }] : []),
  ...(bothBad ? [{ value: bothBadValue, label: "Both bad" }] : []),
];
const strengthOf = ({ strength }: PreferenceQuestion, number: number | null): Strength | undefined => {
  if (!strength) return undefined;
  return number === 1 ? "slight" : number === 2 ? "clear" : undefined;
};

type Side = { partId: string; name: string };

function listSideChoices({ strength }: PreferenceQuestion, { partId, name }: Side, place: number): Choice[] {
  if (!strength) return [ourChoice(partId, `${name} is better`, giving(partId), String(place + 1))];
  // From A clearly better to B clearly better.
  const order: readonly Strength[] = place === 0 ? ["clear", "slight"] : ["slight", "clear"];
  return order.map((how, index) =>
    ourChoice(
      `${partId}:${how}`,
      `${name} ${how === "clear" ? "clearly" : "slightly"} better`,
      { ...giving(partId), strength: how },
      String(place * 2 + index + 1),
    ),
  );
}

export const preference: Kind<PreferenceQuestion> = {
  ...usual,
  offersRefusal: ({ refusal }) => refusal === true,
  name: "Preference A or B",
  phrase: "a preference",
  schema,
  fresh: () => ({
    key: "preference",
    fields: { type: "preference", text: "Which response is better?", tie: true, bothBad: false, strength: false },
  }),
  describeChange: (before, after) => [
    ...describeRefusal(before, after),
    ...(before.tie !== after.tie ? [onOff(after.tie, "a tie")] : []),
    ...(before.bothBad !== after.bothBad ? [onOff(after.bothBad, "“Both bad”")] : []),
    ...(before.strength !== after.strength ? [onOff(after.strength, "a strength")] : []),
  ],
  need: () => "sides",
  extras: ({ strength }) => (strength ? ["strength"] : []),

  check(question, { value, strength }, parts) {
    if (typeof value !== "string") return notOffered;
    const side = parts.get(value);
    if (side === undefined) {
      if (strength) return fail("A strength goes with a side only");
      if (value === tieValue && question.tie) return given(value, 0);
      return value === bothBadValue && question.bothBad ? given(value) : notOffered;
    }
    if (!question.strength) return given(side);
    return strength ? given(side, strength === "slight" ? 1 : 2) : fail("Say whether slightly or clearly");
  },
  present(question, { value, number }, toId) {
    const strength = strengthOf(question, number);
    return { value: value && toId(value), ...(strength && { strength }) };
  },
  listValues,
  /** Which side is "1" and which "2" is hidden from raters, so that no rule may turn on it. */
  listRuleValues: (question) => [eitherSideValue, ...listValues(question).map(({ value }) => value)],
  ruleValuesOf: (question, value) => [
    listValues(question).some((listed) => listed.value === value) ? value : eitherSideValue,
  ],
  words(_, value, names) {
    if (value === tieValue) return "Equally good";
    return value === bothBadValue ? "Both bad" : (names.get(value) ?? value);
  },
  strengthOf,

  listChoices(question, { texts }) {
    const [first, second] = texts
      .slice(0, 2)
      .map(({ partId, letter }, index) =>
        listSideChoices(question, { partId, name: letter ?? "AB".charAt(index) }, index),
      );
    const tie = question.tie ? [ourChoice("tie", "Equally good", giving(tieValue), "t")] : [];
    return [
      ...(first ?? []),
      ...(question.strength ? tie : []),
      ...(second ?? []),
      ...(question.strength ? [] : tie),
      ...(question.bothBad ? [ourChoice("both-bad", "Both bad", giving(bothBadValue), "b")] : []),
    ];
  },

  shape: ({ strength }) => (strength ? "column" : "halves"),

  scale: (_, { sides }) => ({
    kind: "nominal",
    categories: [...sideKeys, tieValue, bothBadValue],
    labels: [...sides, "Equally good", "Both bad"],
  }),

  fromCell: (_, value) => cellNames[labelKey(value)] ?? cellNumbers[visibleText(value)] ?? value,
  flip: (_, value) => (value === "1" ? "2" : value === "2" ? "1" : value),
  flipWords: "Sides are the other way round in the file",
  takes: (question) => takesOneOf([...sideKeys, ...listValues(question).map(({ value }) => value)]),
  asFilesAnswer: (question, hasStrength) => ({ ...question, strength: question.strength && hasStrength }),
  covers: (offered, wanted) => offered.tie || !wanted.tie,

  simulate({ key, tie }, { person, item, shown, random }) {
    const drawn = shown[0] === "1" ? person.firstShown : -person.firstShown;
    const shares = sideShares((item.leaning.firstSide ?? 0) * person.acuity + drawn, tie);
    const place = drawPlace(shares, random);
    if (place === 2) return { answer: saying(key, tieValue, 0), sureness: 0.3 };
    return { answer: saying(key, String(place + 1)), sureness: shares[place] ?? 0 };
  },
  askModel(question) {
    const sides = ["A", "B"].map((key) => ({ key, label: `response ${key} is better` }));
    return askOneOf([...sides, ...listValues(question).map(({ value, label }) => ({ key: value, label }))]);
  },
  simulateJudge({ tie }, { judge, leaning, random }) {
    const misread = drawNormal(random) * judge.noise * 2;
    const shares = sideShares((leaning.firstSide ?? 0) * judge.acuity + judge.firstShown + misread, tie);
    return { keys: [...sideKeys, tieValue], shares };
  },
};
