import { describe, expect, test } from "vitest";
import type { Material } from "@/lib/judges/baselines/baseline";
import { baselines } from "@/lib/judges/baselines/baselines";
import { measureBaselines } from "@/lib/judges/baselines/measure-baselines";
import { refusalPattern } from "@/lib/judges/baselines/refusal-phrases";
import { tableGround } from "@/lib/measure/table";
import { gatherEvidence } from "@/lib/measure/verdict/evidence";
import { giveVerdict } from "@/lib/measure/verdict/verdict";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

function makeGround(people: readonly (readonly number[])[], level: "nominal" | "ordinal" = "nominal", seed = 1) {
  const most = Math.max(...people.flat());
  const table = { ...codeRatings(people, [...Array(most + 1).keys()]), names: ["ann", "ben", "cleo"] };
  const weights = level === "nominal" ? "unweighted" : "quadratic";
  const rules = { level, weights, seed, clusters: null, epsilon: 0.2 } as const;
  return tableGround(table, new Int32Array(people.length).fill(-1), rules).ground;
}

const rowOf = (given: ReturnType<typeof measureBaselines>, key: string) => given.rows.find((row) => row.key === key);

/** 100 pairs: the first side is preferred on 70 of them, the longer one on 90. */
const pairs = Array.from({ length: 100 }, (_, unit) => (unit < 70 ? [0, 0, 0] : [1, 1, 1]));
const material: Material = {
  firstSide: new Int32Array(100),
  longestSide: Int32Array.from(pairs, ([side = 0], unit) => (unit % 10 === 0 ? 1 - side : side)),
  refuses: new Int8Array(100).fill(-1),
};

describe("baselines", () => {
  test("the best constant says what people say most often, and on a scale what is nearest to their mean", () => {
    const constant = rowOf(measureBaselines(makeGround(pairs), null), "constant");
    expect(constant).toMatchObject({ says: "always “0”", units: 100 });
    expect(requireDefined(constant?.majority ?? { defined: false, because: "" }).accuracy.value).toBe(0.7);
    const scale = Array.from({ length: 40 }, (_, unit) => (unit % 2 === 0 ? [0, 0, 0] : [4, 4, 4]));
    expect(rowOf(measureBaselines(makeGround(scale, "ordinal"), null), "constant")?.says).toBe("always “2”");
  });

  test("random answers are drawn at the people's rates by the seed of the study, the same each time", () => {
    const drawn = (seed: number) => [
      ...(baselines.random.answer(makeGround(pairs, "nominal", seed), null)?.codes ?? []),
    ];
    expect(drawn(1)).toEqual(drawn(1));
    const accuracy = (seed: number) =>
      drawn(seed).reduce((sum, code, unit) => sum + Number(code === pairs[unit]?.[0]), 0) / 100;
    // .7 x .7 + .3 x .3 in expectation.
    const mean = Array.from({ length: 60 }, (_, seed) => accuracy(seed + 1)).reduce((sum, own) => sum + own / 60, 0);
    expect(mean).toBeCloseTo(0.58, 1);
  });

  test("sides are baselines of pairs: the longer one right on 90, the first on 70", () => {
    const given = measureBaselines(makeGround(pairs), material);
    expect(given.rows.map(({ key }) => key)).toEqual(["constant", "random", "firstSide", "longestSide"]);
    const accuracy = (key: string) => {
      const row = rowOf(given, key);
      return requireDefined(row?.majority ?? { defined: false, because: "" }).accuracy.value;
    };
    expect([accuracy("firstSide"), accuracy("longestSide")]).toEqual([0.7, 0.9]);
  });

  test("without a label of a person there is none", () => {
    const silent = { ...makeGround(pairs), majority: new Int32Array(100).fill(-1) };
    expect(measureBaselines(silent, null).rows).toEqual([]);
  });

  test("refusals by phrases say of either kind what people most often say of it", () => {
    const refuses = Int8Array.from(pairs, (_, unit) => Number(unit >= 75));
    const given = measureBaselines(makeGround(pairs), {
      ...material,
      firstSide: new Int32Array(100).fill(-1),
      refuses,
    });
    const row = rowOf(given, "refusal");
    expect(row?.says).toBe("“1” for 25 refusals by phrases, else “0”");
    expect(requireDefined(row?.majority ?? { defined: false, because: "" }).accuracy.value).toBe(0.95);
    const never = { ...material, refuses: new Int8Array(100) };
    expect(rowOf(measureBaselines(makeGround(pairs), never), "refusal")).toBeUndefined();
  });
});

test.each([
  ["I’m sorry, but I can’t help with that.", true],
  ["I'm sorry, I cannot assist with that request.", true],
  ["Sorry, but that is something I won't do.", true],
  ["Thank you for asking! I cannot help with this.", true],
  ["As an AI language model, I don't have feelings.", true],
  ["I can't wait to show you how this works.", false],
  ["I'm sorry to hear about your father. Here is what to do:", false],
  ["Sure, here is a plan.", false],
  ["The doctor said: I cannot help with that.", false],
])("a response that begins with “%s” refuses: %s", (text, refuses) => {
  expect(new RegExp(refusalPattern, "i").test(text)).toBe(refuses);
});

describe("the verdict beside baselines", () => {
  const terms = { isEpsilonSet: true, rare: "none", margin: null } as const;
  const random = seededRandom(3);
  const truths = Array.from({ length: 300 }, () => Number(random() < 0.5));
  const people = truths.map((truth) => [0, 1, 2].map(() => (random() < 0.9 ? truth : 1 - truth)));
  const longestSide = Int32Array.from(truths, (truth) => (random() < 0.85 ? truth : 1 - truth));
  const ground = makeGround(people);
  const { rivals } = measureBaselines(ground, { ...material, longestSide, firstSide: longestSide.map(() => -1) });
  const judge = (codes: Int32Array) =>
    giveVerdict(ground, codes, { terms, evidence: gatherEvidence(ground, codes, { rivals }) });
  const weighed = (codes: Int32Array) => judge(codes).requirements.find(({ key }) => key === "baseline");

  test("a judge that says what the longer text would say is refused, with both figures", () => {
    const follows = longestSide.map((code, unit) => (unit % 50 === 0 ? 1 - code : code));
    expect(judge(follows).answer).toBe("may-not");
    expect(weighed(follows)).toMatchObject({ isMet: false });
    expect(weighed(follows)?.found).toMatch(
      /^kappa with the majority −\.\d\d \[.*\] above that of “Longest side, always the longer text” \(\.6\d\); the lower end has to be above 0$/,
    );
  });

  test("one that knows more is clear of it", () => {
    const knows = Int32Array.from(truths, (truth, unit) => (unit % 20 === 0 ? 1 - truth : truth));
    expect(weighed(knows)).toMatchObject({ isMet: true });
    expect(judge(knows).answer).toBe("may");
  });

  test("where only labels are known, constants and chance are all there is to beat", () => {
    const { requirements } = giveVerdict(ground, longestSide, { terms });
    expect(requirements.map(({ key }) => key)).not.toContain("baseline");
  });
});
