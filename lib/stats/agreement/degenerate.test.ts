import { describe, expect, test } from "vitest";
import { type Category, type CodedRatings, codeRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import { humanCeiling } from "@/lib/stats/judges/human-ceiling";
import { requireDefined } from "@/lib/stats/require-defined";
import { bootstrapInterval } from "@/lib/stats/resampling/bootstrap-interval";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { twoWayBootstrap } from "@/lib/stats/resampling/two-way-bootstrap";
import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { alphaStatistic } from "./alpha-statistic";
import { brennanPrediger } from "./brennan-prediger";
import { cohenKappa } from "./cohen-kappa";
import { congerKappa } from "./conger-kappa";
import { contingencyTable } from "./contingency-table";
import type { Weights } from "./disagreement";
import { fleissByCategory } from "./fleiss-by-category";
import { fleissKappa } from "./fleiss-kappa";
import { gwetAc } from "./gwet-ac";
import { hayesKrippendorffInterval } from "./hayes-krippendorff-bootstrap";
import { intraclassCorrelation } from "./intraclass-correlation";
import { intraclassStatistic } from "./intraclass-statistic";
import { kendallW } from "./kendall-w";
import { krippendorffAlpha } from "./krippendorff-alpha";
import { meanPairwiseCorrelation } from "./mean-pairwise-correlation";
import { meanPairwiseKappa } from "./mean-pairwise-kappa";
import { pairwiseKappas } from "./pairwise-kappas";
import { patternStatistics } from "./pattern-statistics";
import { allRatersAgreement, percentAgreement } from "./percent-agreement";
import { pooledPairsKappa } from "./pooled-pairs-kappa";
import { prevalence } from "./prevalence";
import { scottPi } from "./scott-pi";
import { alphaByRaters } from "./two-way-agreement";

type Rows = readonly (readonly (Category | null)[])[];

/** Data on which tools return 0, 1, NaN or an exception, each in its own way. */
const cases: Readonly<Record<string, { rows: Rows; categories?: readonly Category[] }>> = {
  "no unit": { rows: [] },
  "units without raters": { rows: [[], []] },
  "one rater": { rows: [[1], [2], [1]] },
  "one unit": { rows: [[1, 2, 1]] },
  "one unit, one rating": { rows: [[1, null]] },
  "one category": {
    rows: [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  },
  "one category, declared with another": {
    rows: [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    categories: [1, 2],
  },
  "one category alone declared": {
    rows: [
      [1, 1],
      [1, null],
    ],
    categories: [1],
  },
  "nothing overlaps": {
    rows: [
      [1, null],
      [null, 2],
      [2, null],
    ],
  },
  "all missing": {
    rows: [
      [null, null],
      [null, null],
    ],
    categories: [1, 2],
  },
  "a rater who never rated": {
    rows: [
      [1, null, 2],
      [2, null, 2],
      [1, null, 1],
    ],
  },
  "a constant rater": {
    rows: [
      [1, 1],
      [1, 2],
      [1, 1],
      [1, 3],
    ],
  },
  "two constant raters who differ": {
    rows: [
      [1, 2],
      [1, 2],
      [1, 2],
    ],
  },
  "perfect agreement": {
    rows: [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
  },
  "perfect disagreement": {
    rows: [
      [1, 2],
      [2, 1],
      [1, 2],
      [2, 1],
    ],
  },
  "every unit a tie": {
    rows: [
      [1, 2],
      [1, 2],
      [2, 1],
    ],
  },
  "means that never differ": {
    rows: [
      [1, 3],
      [3, 1],
      [2, 2],
    ],
  },
  "mean squares that cancel out": {
    rows: [
      [4, 2],
      [3, 3],
    ],
  },
  "categories never used": {
    rows: [
      [1, 2],
      [2, 2],
      [1, 1],
    ],
    categories: [0, 1, 2, 3, 4],
  },
  text: {
    rows: [
      ["a", "b"],
      ["b", "b"],
      ["a", null],
    ],
  },
  "truth values": {
    rows: [
      [true, false],
      [true, true],
      [false, false],
    ],
  },
  "zeros on a ratio scale": {
    rows: [
      [0, 0],
      [0, 0],
      [0, 1],
    ],
  },
  "all zero on a ratio scale": {
    rows: [
      [0, 0],
      [0, 0],
    ],
  },
  "huge and tiny numbers": {
    rows: [
      [1e150, 1e-150],
      [1e-150, 1e150],
      [1e150, 1e150],
    ],
  },
};

const weightNames: readonly Weights[] = [
  "unweighted",
  "linear",
  "quadratic",
  "ordinal",
  "radical",
  "circular",
  "bipolar",
];

/** Every number in a result, by path; functions and reasons apart. */
function findNumbers(value: unknown, path: string): [path: string, value: number][] {
  if (typeof value === "number") return [[path, value]];
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)].map((own, i) => [`${path}[${i}]`, own]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, own]) => findNumbers(own, path === "" ? key : `${path}.${key}`));
}

/** Handed out: numbers that are numbers, and reasons in words. */
function expectSound(name: string, result: unknown): void {
  for (const [path, value] of findNumbers(result, name)) expect(value, path).not.toBeNaN();
  const reasons = JSON.stringify(result).matchAll(/"defined":false,"because":"([^"]*)"/g);
  for (const [, because] of reasons) expect(because, name).toMatch(/\w+ \w+/);
}

const isRatio = (ratings: CodedRatings) => ratings.values.every((value) => value >= 0);

/** Everything that takes ratings. */
function measureAll(ratings: CodedRatings): Record<string, unknown> {
  const random = () => seededRandom(3);
  const two = ratings.raters >= 2;
  const draw = (statistic: UnitStatistic) => bootstrapInterval(statistic, { random: random(), replicates: 40 });
  const levels = (["nominal", "ordinal", "interval", "ratio"] as const).filter(
    (own) => own !== "ratio" || isRatio(ratings),
  );
  const judge = new Int32Array(ratings.units).fill(0);
  const { percent, fleiss, gwet } = patternStatistics(ratings);
  return {
    ...Object.fromEntries(
      weightNames.flatMap((weights): [string, Defined<unknown>][] => [
        [`percent ${weights}`, percentAgreement(ratings, { weights })],
        [`fleiss ${weights}`, fleissKappa(ratings, { weights })],
        [`pooled fleiss ${weights}`, fleissKappa(ratings, { weights, unequal: "pooled" })],
        [`complete fleiss ${weights}`, fleissKappa(ratings, { weights, unequal: "complete" })],
        [`gwet ${weights}`, gwetAc(ratings, { weights })],
        [`conger ${weights}`, congerKappa(ratings, { weights })],
        [`brennan ${weights}`, brennanPrediger(ratings, { weights })],
        [`light ${weights}`, meanPairwiseKappa(ratings, { weights })],
        ...(two
          ? ([
              [`cohen ${weights}`, cohenKappa(contingencyTable(ratings, 0, 1), { weights })],
              [`scott ${weights}`, scottPi(ratings, 0, 1, { weights })],
            ] as [string, Defined<unknown>][])
          : []),
      ]),
    ),
    ...Object.fromEntries(
      levels.flatMap((level) => [
        [`alpha ${level}`, krippendorffAlpha(ratings, { level })],
        [`alpha drawn ${level}`, draw(alphaStatistic(ratings, { level }))],
        [`alpha HK ${level}`, hayesKrippendorffInterval(ratings, { level, random: random(), replicates: 20 })],
        [
          `alpha both ${level}`,
          twoWayBootstrap(alphaByRaters(ratings, { level }), { over: "both", random: random(), replicates: 40 }),
        ],
      ]),
    ),
    "drawn percent": draw(percent),
    "drawn fleiss": draw(fleiss),
    "drawn gwet": draw(gwet),
    "drawn icc": draw(intraclassStatistic(ratings)),
    "by category": fleissByCategory(ratings),
    "all agree": allRatersAgreement(ratings),
    "pooled pairs": pooledPairsKappa(ratings),
    pairs: pairwiseKappas(ratings),
    icc: intraclassCorrelation(ratings),
    "kendall w": kendallW(ratings),
    pearson: meanPairwiseCorrelation(ratings, "pearson"),
    spearman: meanPairwiseCorrelation(ratings, "spearman"),
    prevalence: prevalence(ratings),
    ceiling: humanCeiling(ratings, judge, { random: random(), replicates: 40 }),
  };
}

describe("degenerate data give a number or a reason, and no statistic throws or hands out NaN", () => {
  test.each(Object.entries(cases))("%s", (_, { rows, categories }) => {
    const results = measureAll(codeRatings(rows, categories));
    for (const [name, result] of Object.entries(results)) expectSound(name, result);
  });
});

const statistics = (name: string) => {
  const given = cases[name];
  if (!given) throw new Error(`There is no case ${name}`);
  return measureAll(codeRatings(given.rows, given.categories)) as Record<string, Defined<{ value: number }>>;
};

describe("the policy of docs/methods/agreement.md", () => {
  test("one category: agreement is 1, what corrects for chance is undefined, AC1 needs another to be declared", () => {
    const own = statistics("one category");
    expect(own["percent unweighted"]).toMatchObject({ value: { value: 1 } });
    for (const name of ["cohen", "fleiss", "conger", "scott", "light"])
      expect(own[`${name} unweighted`]?.defined, name).toBe(false);
    expect(own["alpha nominal"]?.defined).toBe(false);
    expect(own["gwet unweighted"]).toMatchObject({ because: expect.stringContaining("declare") });
    const declared = statistics("one category, declared with another");
    expect(declared["gwet unweighted"]).toMatchObject({ value: { value: 1, interval: { defined: false } } });
    expect(declared["brennan unweighted"]).toMatchObject({ value: { value: 1 } });
  });

  test("nothing overlaps, or everything is missing: no pair, and said so", () => {
    for (const name of ["nothing overlaps", "all missing", "one rater", "no unit", "units without raters"])
      for (const [statistic, result] of Object.entries(statistics(name)))
        if (/^(percent|fleiss|alpha (nominal|interval)|gwet|pooled|conger|light)/.test(statistic))
          expect(result, `${name}: ${statistic}`).toMatchObject({ defined: false });
  });

  test("one unit has a value and no error", () => {
    const own = statistics("one unit");
    expect(own["percent unweighted"]).toMatchObject({
      value: { value: expect.closeTo(1 / 3, 12), standardError: { defined: false }, interval: { defined: false } },
    });
  });

  test("a constant rater beside one who varies gives kappa 0", () => {
    expect(statistics("a constant rater")["cohen unweighted"]).toMatchObject({ value: { value: 0 } });
    expect(statistics("two constant raters who differ")["cohen unweighted"]).toMatchObject({ value: { value: 0 } });
  });

  test("perfect agreement is 1 and no certainty", () => {
    const own = statistics("perfect agreement");
    for (const name of ["cohen unweighted", "fleiss quadratic", "gwet linear", "alpha ordinal", "light unweighted"]) {
      const result = own[name] as Defined<{ value: number; interval: Defined<unknown> }>;
      expect(result.defined && result.value.value, name).toBeCloseTo(1, 12);
      expect(result.defined && result.value.interval.defined, name).toBe(false);
    }
  });

  test("a rater who never rated changes nothing", () => {
    const [own, without] = [
      statistics("a rater who never rated"),
      measureAll(
        codeRatings([
          [1, 2],
          [2, 2],
          [1, 1],
        ]),
      ) as ReturnType<typeof statistics>,
    ];
    for (const name of [
      "percent unweighted",
      "fleiss unweighted",
      "alpha nominal",
      "conger unweighted",
      "light unweighted",
    ]) {
      const values = [own, without].map((all) => requireDefined(all[name]).value);
      expect(values[0], name).toBeCloseTo(values[1], 12);
    }
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e200])("%s is no rating", (value) => {
    expect(() => codeRatings([[1, value]])).toThrow(RangeError);
    expect(() => codeRatings([[1, value]], [1, value])).toThrow(RangeError);
  });
});

test("a rater who never rated changes nothing where units have to be complete", () => {
  const rows = [
    [1, 2],
    [2, 2],
    [3, 4],
    [5, 4],
  ];
  const [ratings, withSilent] = [codeRatings(rows), codeRatings(rows.map(([a, b]) => [a ?? null, null, b ?? null]))];
  expect(intraclassCorrelation(withSilent)).toEqual(intraclassCorrelation(ratings));
  expect(kendallW(withSilent)).toEqual(kendallW(ratings));
  expect(fleissKappa(withSilent, { unequal: "complete" })).toEqual(fleissKappa(ratings, { unequal: "complete" }));
  expect(fleissByCategory(withSilent)).toEqual(fleissByCategory(ratings));
});
