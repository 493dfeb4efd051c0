import { expect, test } from "vitest";
import { type ValueRule, valueRuleSchema } from "@/lib/formats/contract/mapping";
import { mapState, mapValue, numberOffScale } from "@/lib/formats/values/map-label";
import { questionsSchema } from "@/lib/protocol/schema";

const questions = questionsSchema.parse([
  {
    key: "scale",
    type: "ordinal",
    text: "How?",
    refusal: true,
    cannotJudge: true,
    points: [0, 1, 2, 3].map((value) => ({ value, label: ["none", "some", "much", "all"][value] })),
  },
  { key: "sure", type: "confidence", about: "scale", text: "Sure?", scale: "percent" },
  {
    key: "choice",
    type: "choice",
    text: "Which?",
    options: [
      { key: "safe", label: "It is safe" },
      { key: "unsafe", label: "It is unsafe" },
    ],
  },
  { key: "better", type: "preference", text: "Better?", tie: true, bothBad: true, strength: true },
  { key: "who", type: "choice", text: "Who?", options: "item" },
  { key: "why", type: "text", text: "Why?", maxLength: 10 },
]);

const find = (key: string) => {
  const question = questions.find((candidate) => candidate.key === key);
  if (!question) throw new RangeError(key);
  return question;
};

const map = (key: string, value: string, rule: Partial<ValueRule> = {}) => {
  const mapped = mapValue(find(key), questions, valueRuleSchema.parse(rule), value);
  return mapped.ok ? (mapped.value.value ?? mapped.value.state) : { refused: mapped.reason };
};

test.each([
  ["scale", "2", "2"],
  ["scale", "2.0", "2"],
  ["scale", "Much", "2"],
  ["scale", "refusal", "REFUSAL"],
  ["sure", "80%", "80"],
  ["choice", "It is safe", "safe"],
  ["choice", "UNSAFE", "unsafe"],
  ["better", "A", "1"],
  ["better", "model_b", "2"],
  ["better", "Draw", "tie"],
  ["better", "both bad", "both-bad"],
  ["scale", "２", "2"],
  ["scale", " much\u200b", "2"],
  ["scale", "Cannot  judge", "CANNOT_JUDGE"],
  ["sure", "８０ %", "80"],
  ["choice", "un\u00adsafe", "unsafe"],
  ["choice", "It\u00a0is safe", "safe"],
  ["better", "Ａ", "1"],
  ["better", "2.0", "2"],
  ["who", "Anybody", "Anybody"],
  ["why", "short", "short"],
])("%s: %s is %s", (key, value, becomes) => {
  expect(map(key, value)).toBe(becomes);
});

test.each([
  ["scale", "4"],
  ["scale", "1.5"],
  ["scale", ""],
  ["sure", "101"],
  ["choice", "maybe"],
  ["better", "3"],
  ["why", "far too long"],
])("%s: %s is refused with what the question takes", (key, value) => {
  expect(map(key, value)).toEqual({ refused: expect.stringContaining("it takes") });
});

test("a word that looks like no label is asked about", () => {
  expect(map("scale", "N/A")).toEqual({ refused: expect.stringContaining("map it to state:missing") });
  expect(map("scale", "N/A", { map: { "n/a": "state:cannot-judge" } })).toBe("CANNOT_JUDGE");
  expect(map("choice", "NaN")).toEqual({ refused: expect.stringContaining("map it to state:missing") });
  expect(map("choice", "maybe")).toEqual({ refused: expect.not.stringContaining("state:missing") });
});

test.each([
  ["scale", "4.33", 4.33],
  ["scale", "-1", -1],
  ["sure", "101", 101],
  ["scale", "I cannot rate this", null],
  ["scale", "1e999", null],
  ["choice", "4", null],
])("%s: %s is off the scale as %s", (key, value, number) => {
  expect(numberOffScale(find(key), value)).toBe(number);
});

test("a map comes before a threshold, a threshold before the direction", () => {
  expect(map("choice", "BAD", { map: { bad: "unsafe" } })).toBe("unsafe");
  expect(map("choice", "0.5", { threshold: { at: 0.5, below: "safe", atOrAbove: "unsafe" } })).toBe("unsafe");
  expect(map("choice", "0.5", { threshold: { at: 0.5, below: "safe", atOrAbove: "unsafe" }, flip: true })).toBe("safe");
  expect(map("scale", "none", { flip: true })).toBe("3");
  expect(map("scale", "1", { map: { "1": "3" }, flip: true })).toBe("0");
  expect(map("better", "a", { flip: true })).toBe("2");
  expect(map("better", "tie", { flip: true })).toBe("tie");
});

test("a value may stand for an answer that is none", () => {
  expect(map("choice", "-1", { map: { "-1": "state:missing" } })).toBe("MISSING");
  expect(map("choice", "?", { map: { "?": "state:cannot-judge" } })).toEqual({
    refused: expect.stringContaining("Cannot judge"),
  });
  expect(mapState(find("choice"), "REFUSAL").ok).toBe(false);
  expect(mapState(find("choice"), "UNPARSED").ok).toBe(true);
});

test("a preference keeps its strength where the file tells it, and does without where it does not", () => {
  const strong = mapValue(find("better"), questions, undefined, "1", "clear");
  expect(strong).toMatchObject({ value: { value: "1", number: 2 } });
  expect(mapValue(find("better"), questions, undefined, "1")).toMatchObject({ value: { value: "1", number: null } });
});

test("of a map's entries that differ only in spelling the first holds, and one that is spelt the same before it", () => {
  const rule = { map: { Bad: "unsafe", bad: "safe" } };
  expect(map("choice", "BAD", rule)).toBe("unsafe");
  expect(map("choice", "bad", rule)).toBe("safe");
});

test("a map is read through once, however many labels are looked up in it", () => {
  let reads = 0;
  const own = { bad: "unsafe", good: "safe" };
  const watched = new Proxy(own, {
    ownKeys(target) {
      reads += 1;
      return Reflect.ownKeys(target);
    },
  });
  const rule: ValueRule = { ...valueRuleSchema.parse({}), map: watched };
  const mapped = ["BAD", "Good", "Bad", "GOOD"].map((value) => mapValue(find("choice"), questions, rule, value));
  expect(mapped.map((one) => one.ok && one.value.value)).toEqual(["unsafe", "safe", "unsafe", "safe"]);
  expect(reads).toBe(1);
});
