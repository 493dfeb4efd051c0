import { describe, expect, test } from "vitest";
import { foldLabels } from "@/lib/formats/values/fold-labels";
import { contingencyTable } from "@/lib/stats/agreement/contingency-table";
import { type Category, codeRatings, selectRaters } from "@/lib/stats/coded-ratings";
import { classify } from "@/lib/stats/comparison/classification";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { describeComparison } from "./describe-comparison";
import { measureComparison } from "./measure-comparison";
import type { Estimated } from "./measured";
import type { Comparison } from "./read-comparison-file";
import { readScale } from "./scale";

const folding = foldLabels(new Map());

/** Rows of labels, the judge's last. */
function compare(rows: readonly (readonly (Category | null)[])[], prompts: string[] | null = null): Comparison {
  const coded = codeRatings(rows);
  const columns = Array.from({ length: coded.raters - 1 }, (_, rater) => rater);
  const humans = { ...selectRaters(coded, columns), names: columns.map((rater) => `h${rater}`) };
  const judge = selectRaters(coded, [coded.raters - 1]).codes;
  const count = (codes: Int32Array) => codes.filter((code) => code < 0).length;
  const clusters = prompts && { column: "prompt", of: prompts };
  return { humans, judge, clusters, missing: { humans: count(humans.codes), judge: count(judge) }, folding, notes: [] };
}

const rules = (level: string) => ({ ...readScale({ level }), seed: 1, epsilon: 0.2 });

/** A judge that errs both ways on one human's labels: on every fifth unit of either kind. */
const erring = Array.from({ length: 120 }, (_, unit) => {
  const truth = unit % 4 === 0;
  return [truth ? "unsafe" : "safe", (unit % 5 === 0) !== truth ? "unsafe" : "safe"];
});
/** A judge that misses every other unsafe unit, and never cries wolf. */
const missing = Array.from({ length: 40 }, (_, unit) => [
  unit % 4 === 0 ? "unsafe" : "safe",
  unit % 8 === 0 ? "unsafe" : "safe",
]);

const unsafeOf = (comparison: Comparison) => {
  const classes = requireDefined(measureComparison(comparison, rules("nominal")).classes);
  const found = classes.find(({ label }) => label === "unsafe");
  if (!found) throw new Error("There is no rate of unsafe");
  return found;
};

const intervalOf = (rate: Estimated) => requireDefined(requireDefined(rate).interval);
const correctedOf = (comparison: Comparison) => intervalOf(unsafeOf(comparison).correctedRate);

describe("the rates of a label", () => {
  test("have Wilson's interval where units are independent, at 0 and 1 too", () => {
    const { trueRate, judgedRate } = unsafeOf(compare(missing));
    expect(intervalOf(trueRate)).toEqual(proportionInterval(10, 40));
    expect(intervalOf(judgedRate)).toEqual(proportionInterval(5, 40));
    const never = unsafeOf(compare([...missing.map(([truth]) => [truth ?? null, "safe"]), ["unsafe", null]]));
    expect(intervalOf(never.judgedRate)).toEqual(proportionInterval(0, 40));
  });

  test("count a cluster as one unit where all clusters are alike", () => {
    const prompts = missing.map((_, unit) => `p${Math.floor(unit / 8)}`);
    const { low, high } = intervalOf(unsafeOf(compare(missing, prompts)).trueRate);
    const five = proportionInterval(0.25 * 5, 5);
    expect([low, high]).toEqual([five.low, five.high]);
  });

  test("are drawn where the judge errs both ways", () => {
    expect(correctedOf(compare(erring)).method).toBe("Bayesian bootstrap");
    const prompts = erring.map((_, unit) => `p${unit % 17}`);
    expect(correctedOf(compare(erring, prompts)).method).toBe("Bayesian bootstrap");
  });

  test("are corrected after Lang and Reiczigel where it never errs one way, over clusters where there are some", () => {
    const alone = correctedOf(compare(missing));
    expect(alone.method).toBe("Lang-Reiczigel");
    const pairs = correctedOf(
      compare(
        missing,
        missing.map((_, unit) => `p${Math.floor(unit / 8)}`),
      ),
    );
    expect(pairs.method).toBe("Lang-Reiczigel over clusters");
    expect(pairs.high - pairs.low).toBeGreaterThan(alone.high - alone.low);
  });

  test("say which interval they have", () => {
    const say = (rows: typeof missing) => {
      const comparison = compare(rows);
      const asked = { humans: ["h"], judge: "gpt", cluster: null, ...rules("nominal") };
      return describeComparison(measureComparison(comparison, rules("nominal")), comparison, asked).join("\n");
    };
    expect(say(erring)).toContain("Corrected rates have a Bayesian bootstrap's interval.\n");
    expect(say(missing)).toContain(
      "safe, unsafe: Lang-Reiczigel, because the judge's sensitivity or specificity is exactly 0 or 1",
    );
  });
});

test("figures by clusters keep the values that classify gives", () => {
  const comparison = compare(
    erring,
    erring.map((_, unit) => `p${unit % 17}`),
  );
  const { measured } = measureComparison(comparison, rules("nominal"));
  const value = (key: string) => {
    const own = measured.find((figure) => figure.key === key);
    return own?.result.defined ? own.result.value.value : null;
  };
  const own = requireDefined(classify(contingencyTable(codeRatings(erring), 0, 1)));
  expect(value("accuracy")).toBeCloseTo(own.accuracy.value, 12);
  expect(value("balanced-accuracy")).toBeCloseTo(own.balancedAccuracy, 12);
  expect(value("macro-f1")).toBeCloseTo(own.macroF1, 12);
  expect(value("mcc")).toBeCloseTo(requireDefined(own.mcc), 12);
});

describe("scores that are never the same", () => {
  const random = seededRandom(3);
  const comparison = compare(
    Array.from({ length: 200 }, () => {
      const truth = 100 * random();
      return Array.from({ length: 4 }, () => truth + 10 * random());
    }),
  );
  const figures = measureComparison(comparison, rules("interval"));

  test("have bias, distance and correlations, and no majority", () => {
    const isDefined = Object.fromEntries(figures.measured.map(({ key, result }) => [key, result.defined]));
    expect(isDefined).toEqual({
      accuracy: false,
      "balanced-accuracy": false,
      "macro-f1": false,
      mcc: false,
      kappa: false,
      "human-ceiling": false,
      "judge-at-ceiling": false,
      "judge-minus-human": false,
      bias: true,
      "mean-absolute-error": true,
      pearson: true,
      spearman: true,
    });
    expect(figures.classes).toMatchObject({ because: expect.stringContaining("800 different numbers") });
    expect(figures.leftOut).toBeNull();
    expect(requireDefined(figures.test).people).toHaveLength(3);
  });

  test("are said to be many, instead of listed", () => {
    const asked = { humans: ["h1", "h2", "h3"], judge: "gpt", cluster: null, ...rules("interval") };
    const text = describeComparison(figures, comparison, asked).join("\n");
    expect(text).toMatch(/Labels: 800 different numbers from .* to .*; level interval, quadratic weights\./);
    expect(text).not.toContain("Left out of accuracy");
    expect(text).toContain("seed 1.");
  });
});

describe("the alternative-annotator test", () => {
  const lines = (humans: number) => {
    const rows = Array.from({ length: 60 }, (_, unit) => [
      ...Array.from({ length: humans }, (_, human) => (unit + human) % 9 < 4),
      unit % 9 < 4,
    ]);
    const comparison = compare(rows);
    const names = Array.from({ length: humans }, (_, human) => `h${human}`);
    const asked = { humans: names, judge: "gpt", cluster: null, ...rules("nominal") };
    return describeComparison(measureComparison(comparison, rules("nominal")), comparison, asked).join("\n");
  };

  test("gives no verdict, which stands before it", () => {
    for (const [humans, why] of [
      [3, "nobody has set epsilon"],
      [2, "2 people with 30 items or more that others labeled too; 3 are needed"],
    ] as const) {
      const [first = "", ...more] = lines(humans).split("\n");
      expect(first).toMatch(/^No verdict on gpt: /);
      expect(first).toContain(why);
      expect(more.join("\n")).toMatch(
        /Alternative-annotator test, epsilon 0.2: winning rate \S+ \[\S+, \S+\] over people, advantage/,
      );
    }
  });

  test("has no p of 0", () => {
    const rows = Array.from({ length: 60 }, () => ["a", "a", "a", "a"]);
    const comparison = compare([...rows, ["b", "b", "b", "b"]]);
    const asked = { humans: ["h1", "h2", "h3"], judge: "gpt", cluster: null, ...rules("nominal") };
    const text = describeComparison(measureComparison(comparison, rules("nominal")), comparison, asked).join("\n");
    expect(text).toContain("< 1e-300");
    expect(text).not.toContain("0.0 ");
  });
});
