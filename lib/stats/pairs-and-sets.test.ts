import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { codeOption, codeSelections, masiDistance, masiWeights } from "@/lib/stats/agreement/multi-select";
import { lengthEffect, type SizedPair } from "@/lib/stats/judges/length-effect";
import { factorTau } from "@/lib/stats/ranking/factor-tau";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { codeRatings } from "./coded-ratings";
import { requireDefined } from "./require-defined";

describe("MASI distance", () => {
  const set = (...options: string[]) => new Set(options);

  test("is Jaccard's index times how the sets lie", () => {
    expect(masiDistance(set("a", "b"), set("b", "a"))).toBe(0);
    expect(masiDistance(set("a", "b"), set("a", "b", "c", "d"))).toBeCloseTo(1 - (2 / 4) * (2 / 3), 14);
    expect(masiDistance(set("a", "b"), set("b", "c"))).toBeCloseTo(1 - (1 / 3) * (1 / 3), 14);
    expect(masiDistance(set("a"), set("b"))).toBe(1);
    expect(masiDistance(set(), set())).toBe(0);
    expect(masiDistance(set(), set("a"))).toBe(1);
  });

  test("makes alpha of single options the nominal alpha", () => {
    const labels = fc.array(fc.array(fc.option(fc.constantFrom("a", "b", "c")), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
    });
    fc.assert(
      fc.property(labels, (rows) => {
        const nominal = krippendorffAlpha(codeRatings(rows));
        const { ratings, sets } = codeSelections(
          rows.map((row) => row.map((label) => (label === null ? null : [label]))),
        );
        const alpha = krippendorffAlpha(ratings, { weights: masiWeights(sets) });
        expect(alpha.defined).toBe(nominal.defined);
        if (alpha.defined && nominal.defined) expect(alpha.value.value).toBeCloseTo(nominal.value.value, 10);
      }),
    );
  });

  test("takes no notice of the order and repetition of ticks, and tells none from missing", () => {
    const { ratings, sets } = codeSelections([
      [["a", "b"], ["b", "a", "a"], null],
      [[], [], ["a"]],
    ]);
    expect(sets).toHaveLength(3);
    expect(ratings.codes[0]).toBe(ratings.codes[1]);
    expect(ratings.codes[2]).toBe(-1);
    expect(requireDefined(krippendorffAlpha(ratings, { weights: masiWeights(sets) })).basis.ratings).toBe(5);
  });
});

describe("codeOption", () => {
  const rows = [
    [["a", "b"], ["a"], null],
    [[], ["b"], ["b"]],
    [["b"], ["a", "b"], []],
  ];

  test("says of every answer whether the option was ticked", () => {
    expect([...codeOption(rows, "a").codes]).toEqual([1, 1, -1, 0, 0, 0, 0, 1, 0]);
    expect([...codeOption(rows, "b").codes]).toEqual([1, 0, -1, 0, 1, 1, 1, 1, 0]);
  });

  test("makes agreement on an option that of its yes and no", () => {
    const yesOrNo = codeRatings([
      [true, true, null],
      [false, false, false],
      [false, true, false],
    ]);
    expect(krippendorffAlpha(codeOption(rows, "a"))).toEqual(krippendorffAlpha(yesOrNo));
    expect(requireDefined(krippendorffAlpha(yesOrNo)).value).toBeCloseTo(1 - 2 / 8 / ((2 * 3 * 5) / (8 * 7)), 14);
  });

  test("leaves an option nobody ticked without an alpha", () => {
    expect(codeOption(rows, "c").categories).toEqual([false, true]);
    expect(krippendorffAlpha(codeOption(rows, "c")).defined).toBe(false);
  });
});

describe("the length effect", () => {
  const pair = (verdict: SizedPair["verdict"], first: number, second: number): SizedPair => ({
    verdict,
    first,
    second,
  });
  const many = (times: number, own: SizedPair) => Array.from({ length: times }, () => own);

  test("is the log odds ratio where there are two lengths only", () => {
    const pairs = [
      ...many(30, pair("first", 200, 100)),
      ...many(10, pair("second", 200, 100)),
      ...many(12, pair("first", 100, 200)),
      ...many(24, pair("second", 100, 200)),
      pair("tie", 5, 9),
    ];
    const { slope, longerWins, p, leftOut } = requireDefined(lengthEffect(pairs));
    const [long, short] = [Math.log(30 / 10), Math.log(12 / 24)];
    expect(requireDefined(slope).slope).toBeCloseTo((long - short) / 2, 10);
    expect(requireDefined(slope).intercept).toBeCloseTo((long + short) / 2, 10);
    expect(requireDefined(slope).standardError).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10 + 1 / 12 + 1 / 24) / 2, 10);
    expect(requireDefined(longerWins)).toMatchObject({ count: 54, of: 76 });
    expect(requireDefined(p)).toBeLessThan(0.001);
    expect(leftOut).toEqual({ ties: 1, sameLength: 0 });
  });

  test("stays the same when the sides change places", () => {
    const random = seededRandom(5);
    const pairs = Array.from({ length: 60 }, () =>
      pair(random() < 0.6 ? "first" : "second", 1 + Math.floor(random() * 500), 1 + Math.floor(random() * 500)),
    );
    const turned = pairs.map(({ verdict, first, second }) =>
      pair(verdict === "first" ? "second" : "first", second, first),
    );
    const [a, b] = [pairs, turned].map((own) => requireDefined(requireDefined(lengthEffect(own)).slope));
    expect(a?.slope).toBeCloseTo(b?.slope ?? 0, 10);
    expect(a?.intercept).toBeCloseTo(-(b?.intercept ?? 0), 10);
  });

  test("has no slope where length tells all verdicts apart, and says so", () => {
    const { slope, longerWins } = requireDefined(lengthEffect([pair("first", 9, 3), pair("second", 2, 4)]));
    expect(slope).toMatchObject({ defined: false, because: expect.stringContaining("apart") });
    expect(requireDefined(longerWins).value).toBe(1);
    expect(requireDefined(lengthEffect([pair("first", 3, 3)])).longerWins.defined).toBe(false);
    expect(lengthEffect([pair("tie", 1, 2)]).defined).toBe(false);
    expect(() => lengthEffect([pair("first", 0, 2)])).toThrow(RangeError);
  });
});

describe("factor tau", () => {
  const conditions = Array.from({ length: 40 }, (_, unit) => `c${unit % 4}`);
  const scores = conditions.map((_, unit) => (unit % 4) + (unit % 3) / 10);
  const options = () => ({ random: seededRandom(1), replicates: 200 });

  test("is 1 for the same order, -1 for the opposite, and counts one turned pair of six", () => {
    const opposite = scores.map((score) => -score);
    const oneTurned = scores.map((score, unit) => (unit % 4 === 0 ? score + 1.5 : score));
    expect(requireDefined(factorTau(conditions, scores, scores, options())).value).toBe(1);
    expect(requireDefined(factorTau(conditions, scores, opposite, options())).value).toBe(-1);
    const turned = requireDefined(factorTau(conditions, scores, oneTurned, options()));
    expect(turned.value).toBeCloseTo(4 / 6, 12);
    expect(turned.conditions).toEqual(["c0", "c1", "c2", "c3"]);
  });

  test("changes with no rescaling that keeps the order of means", () => {
    const noisy = scores.map((score, unit) => score + Math.sin(unit * 7) * 2);
    const plain = requireDefined(factorTau(conditions, scores, noisy, options()));
    const scaled = noisy.map((score) => 5 * score - 3);
    const again = requireDefined(factorTau(conditions, scores, scaled, options()));
    expect(again.value).toBe(plain.value);
    expect(requireDefined(again.bootstrap).interval).toEqual(requireDefined(plain.bootstrap).interval);
  });

  test("leaves out what one kind did not score, and is undefined with one condition or none apart", () => {
    const some = scores.map((score, unit) => (unit < 8 ? Number.NaN : score));
    expect(requireDefined(factorTau(conditions, scores, some, options())).unitsLeftOut).toBe(8);
    expect(factorTau(["a", "a"], [1, 2], [1, 2], options()).defined).toBe(false);
    expect(factorTau(["a", "b"], [1, 2], [1, 1], options()).defined).toBe(false);
    expect(() => factorTau(["a"], [], [], options())).toThrow(RangeError);
  });
});
