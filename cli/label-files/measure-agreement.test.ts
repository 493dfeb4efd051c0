import { describe, expect, test } from "vitest";
import { congerKappa } from "@/lib/stats/agreement/conger-kappa";
import { intraclassCorrelation } from "@/lib/stats/agreement/intraclass-correlation";
import { meanPairwiseKappa } from "@/lib/stats/agreement/mean-pairwise-kappa";
import { pooledPairsKappa } from "@/lib/stats/agreement/pooled-pairs-kappa";
import { type CodedRatings, codeRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { measureTable } from "./measure-agreement";
import { readScale } from "./scale";

const measureAgreement = (ratings: CodedRatings, given: ReturnType<typeof rules>) =>
  measureTable({ ...ratings, names: Array.from({ length: ratings.raters }, (_, rater) => `r${rater}`) }, given);

const rules = (level: string) => ({ ...readScale({ level }), seed: 1, clusters: null as string[] | null });

const figure = (ratings: CodedRatings, given: ReturnType<typeof rules>, key: string) => {
  const found = measureAgreement(ratings, given).measured.find((own) => own.key === key);
  if (!found) throw new Error(`There is no ${key}`);
  return found;
};

function scores(units: number, raters: number, round: (score: number) => number): CodedRatings {
  const random = seededRandom(5);
  return codeRatings(
    Array.from({ length: units }, () => {
      const truth = 100 * random();
      return Array.from({ length: raters }, () => round(truth + 20 * random()));
    }),
  );
}

function icc(ratings: CodedRatings, form: "1,1" | "2,1" | "3,1") {
  const all = intraclassCorrelation(ratings);
  return all.defined ? all.value.forms[form] : all;
}

describe("agreement by clusters", () => {
  const ratings = scores(60, 3, (score) => Math.round(score / 25));
  const clusters = Array.from({ length: 60 }, (_, unit) => `p${unit % 12}`);

  test("keeps every value; shares have Wilson's interval, the rest is drawn", () => {
    const clustered = { ...rules("interval"), clusters };
    const own = (key: string) => requireDefined(figure(ratings, clustered, key).result);
    for (const form of ["1,1", "2,1", "3,1"] as const)
      expect(own(`icc-${form.replace(",", "-")}`).value).toBeCloseTo(requireDefined(icc(ratings, form)).value, 12);
    expect(own("conger-kappa").value).toBeCloseTo(
      requireDefined(congerKappa(ratings, { weights: "quadratic" })).value,
      12,
    );
    const methods = measureAgreement(ratings, clustered).measured.map(({ key, result }): [string, string] => [
      key,
      requireDefined(requireDefined(result).interval).method,
    ]);
    for (const [key, method] of methods)
      expect(method).toBe(key === "percent-agreement" ? "Wilson, clustered" : "Bayesian bootstrap");
  });

  test("gives an interval where one item of eight holds the only second label, as wide as that is", () => {
    const rare = codeRatings([["b", "b"], ...Array.from({ length: 7 }, () => ["a", "a"])]);
    const own = requireDefined(figure(rare, rules("nominal"), "krippendorff-alpha").result);
    const { low, high } = requireDefined(own.interval);
    expect([own.value, own.undefinedReplicates, high]).toEqual([1, 0, 1]);
    expect(low).toBeLessThan(0.5);
  });

  test("one item of twenty on which the figure rests alone says nearly nothing", () => {
    const rows = [["u", "u", "s"], ...Array.from({ length: 19 }, () => ["s", "s", "s"])];
    const own = requireDefined(figure(codeRatings(rows), rules("nominal"), "krippendorff-alpha").result);
    const { low, high } = requireDefined(own.interval);
    expect(own.value).toBeCloseTo(0.49, 2);
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(0.85);
  });
});

describe("scores that are never the same", () => {
  const ratings = scores(400, 4, (score) => score);
  const fine = rules("interval");

  test("have what is computed from numbers, and are no categories", () => {
    const { measured } = measureAgreement(ratings, fine);
    const isDefined = Object.fromEntries(measured.map(({ key, result }) => [key, result.defined]));
    expect(isDefined).toEqual({
      "percent-agreement": true,
      "krippendorff-alpha": true,
      "icc-1-1": true,
      "icc-2-1": true,
      "icc-3-1": true,
      "mean-kappa": false,
      "weighted-kappa": false,
      "pooled-kappa": false,
      "fleiss-kappa": false,
      "conger-kappa": false,
      "gwet-ac": false,
      "brennan-prediger": false,
    });
    expect(figure(ratings, fine, "gwet-ac").result).toMatchObject({
      because: expect.stringContaining("there are 1,600 different numbers, and no more than 300 count as labels"),
    });
  });

  test("of two raters have no Cohen's kappa either", () => {
    expect(
      figure(
        scores(400, 2, (score) => score),
        fine,
        "cohen-kappa",
      ).result.defined,
    ).toBe(false);
  });

  test("have no interval by clusters on a ratio scale, which is not resampled", () => {
    const clusters = Array.from({ length: 400 }, (_, unit) => `p${unit % 40}`);
    const own = requireDefined(figure(ratings, { ...rules("ratio"), clusters }, "krippendorff-alpha").result);
    expect(own.interval).toMatchObject({ because: expect.stringContaining("ratio scale") });
  });

  test("are categories once they are whole numbers of 0 to 100", () => {
    const whole = scores(400, 4, (score) => Math.min(100, Math.round(score)));
    for (const { result } of measureAgreement(whole, fine).measured) expect(result.defined).toBe(true);
  });
});

describe("the mean kappa of pairs", () => {
  test("says how many pairs it is over and how much they share, beside the pooled kappa", () => {
    const rows = Array.from({ length: 30 }, (_, unit) => [unit % 2, (unit % 5) % 2, unit < 20 ? unit % 2 : null]);
    const ratings = codeRatings(rows);
    expect(figure(ratings, rules("nominal"), "mean-kappa").pairs).toEqual({
      used: 3,
      withoutKappa: 0,
      fewest: 20,
      most: 30,
    });
    const pooled = requireDefined(figure(ratings, rules("nominal"), "pooled-kappa").result);
    expect(pooled.value).toBeCloseTo(requireDefined(pooledPairsKappa(ratings)).value, 12);
    expect(requireDefined(pooled.interval).method).toBe("Bayesian bootstrap");
  });

  test("is not shown where more than twelve raters mostly share fewer than twenty units", () => {
    const sparse = (units: number, raters: number, each: number) =>
      codeRatings(
        Array.from({ length: units }, (_, unit) =>
          Array.from({ length: raters }, (_, rater) =>
            (rater + unit) % raters < each ? Number((unit * 7 + rater * 3) % 5 < 2) : null,
          ),
        ),
      );
    const few = sparse(60, 13, 3);
    expect(meanPairwiseKappa(few).defined).toBe(true);
    expect(figure(few, rules("nominal"), "mean-kappa").result).toMatchObject({
      defined: false,
      because: expect.stringMatching(/of 78 pairs of people share 20 items or more/),
    });
    expect(figure(few, rules("nominal"), "pooled-kappa").result.defined).toBe(true);
    expect(figure(sparse(60, 13, 13), rules("nominal"), "mean-kappa").result.defined).toBe(true);
    expect(figure(sparse(60, 12, 3), rules("nominal"), "mean-kappa").result.defined).toBe(true);
  });
});
