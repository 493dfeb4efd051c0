import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeRatings, selectRaters, selectUnits } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import { bootstrapInterval } from "@/lib/stats/resampling/bootstrap-interval";
import { jackknifeInterval } from "@/lib/stats/resampling/jackknife-interval";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { twoWayBootstrap } from "@/lib/stats/resampling/two-way-bootstrap";
import { alphaStatistic } from "./alpha-statistic";
import type { Coefficient } from "./basis";
import { brennanPrediger } from "./brennan-prediger";
import { cohenKappa } from "./cohen-kappa";
import { congerKappa } from "./conger-kappa";
import { contingencyTable, tableFromRows } from "./contingency-table";
import { fleissKappa } from "./fleiss-kappa";
import { gwetAc } from "./gwet-ac";
import { krippendorffAlpha } from "./krippendorff-alpha";
import { meanPairwiseKappa } from "./mean-pairwise-kappa";
import { pairwiseKappas } from "./pairwise-kappas";
import { allRatersAgreement, percentAgreement } from "./percent-agreement";
import { alphaByRaters } from "./two-way-agreement";

// Krippendorff (2011), section C: four observers, twelve units, missing values.
const reliability = codeRatings([
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, null, 3, null],
]);

describe("krippendorffAlpha", () => {
  test.each([
    ["nominal", 0.743],
    ["ordinal", 0.815],
    ["interval", 0.849],
    ["ratio", 0.797],
  ] as const)("agrees with the published %s value", (level, expected) => {
    const alpha = requireDefined(krippendorffAlpha(reliability, { level }));
    expect(alpha.value).toBeCloseTo(expected, 3);
    expect(alpha.basis).toEqual({ units: 11, raters: 4, ratings: 40, unitsLeftOut: 1, ratingsLeftOut: 1 });
  });

  test("says why it is undefined", () => {
    expect(
      krippendorffAlpha(
        codeRatings([
          ["a", null],
          [null, "b"],
        ]),
      ),
    ).toEqual({
      defined: false,
      because: "no unit has two ratings",
    });
    const same = krippendorffAlpha(
      codeRatings([
        ["a", "a"],
        ["a", "a"],
        ["b", null],
      ]),
    );
    expect(same).toMatchObject({
      defined: false,
      because: expect.stringContaining("every pairable rating is the same"),
    });
    expect(krippendorffAlpha(codeRatings([])).defined).toBe(false);
  });

  test("perfect disagreement of six units in two categories is -5/6, not -1", () => {
    const opposed = codeRatings([
      ["A", "B"],
      ["B", "A"],
      ["A", "B"],
      ["B", "A"],
      ["A", "B"],
      ["B", "A"],
    ]);
    expect(requireDefined(krippendorffAlpha(opposed)).value).toBeCloseTo(-5 / 6, 12);
  });

  test("a ratio scale takes 0 against 0 as no difference and refuses negative ratings", () => {
    expect(
      requireDefined(
        krippendorffAlpha(
          codeRatings([
            [0, 0],
            [1, 2],
            [3, 3],
          ]),
          { level: "ratio" },
        ),
      ).value,
    ).toBeLessThan(1);
    expect(() => krippendorffAlpha(codeRatings([[-1, 1]]), { level: "ratio" })).toThrow("no ratings below 0");
  });

  test("perfect agreement has value 1 and no interval, because no spread is not certainty", () => {
    const alpha = requireDefined(
      krippendorffAlpha(
        codeRatings([
          ["A", "A"],
          ["B", "B"],
          ["A", "A"],
        ]),
      ),
    );
    expect(alpha.value).toBe(1);
    expect(alpha.interval.defined).toBe(false);
  });
});

describe("cohenKappa", () => {
  // Cohen, Psychological Bulletin 70 (1968): 200 cases, kappa .492, weighted .348 with these disagreement weights.
  const cohen1968 = tableFromRows([
    [88, 14, 18],
    [10, 40, 10],
    [2, 6, 12],
  ]);

  test("agrees with Cohen's published values", () => {
    expect(requireDefined(cohenKappa(cohen1968)).value).toBeCloseTo(0.492, 3);
    const apart = [
      [0, 1, 3],
      [1, 0, 6],
      [3, 6, 0],
    ];
    const weights = apart.map((row) => row.map((distance) => 1 - distance / 6));
    expect(requireDefined(cohenKappa(cohen1968, { weights })).value).toBeCloseTo(0.348, 3);
  });

  // Feinstein and Cicchetti (1990): the same agreement .85, kappa .70 with balanced margins.
  test("falls with lopsided margins at the same agreement", () => {
    const balanced = requireDefined(
      cohenKappa(
        tableFromRows([
          [40, 9],
          [6, 45],
        ]),
      ),
    );
    const lopsided = requireDefined(
      cohenKappa(
        tableFromRows([
          [80, 10],
          [5, 5],
        ]),
      ),
    );
    expect(balanced.value).toBeCloseTo(0.7, 2);
    expect(lopsided.observed).toBeCloseTo(balanced.observed, 12);
    expect(lopsided.value).toBeCloseTo(0.32, 2);
  });

  test("is undefined when one category was all that both used, and 0 when only one rater varied", () => {
    expect(
      cohenKappa(
        tableFromRows([
          [9, 0],
          [0, 0],
        ]),
      ).defined,
    ).toBe(false);
    expect(
      requireDefined(
        cohenKappa(
          tableFromRows([
            [9, 3],
            [0, 0],
          ]),
        ),
      ).value,
    ).toBe(0);
    expect(
      cohenKappa(
        tableFromRows([
          [0, 0],
          [0, 0],
        ]),
      ),
    ).toMatchObject({ because: "the two raters share no unit" });
  });

  test("refuses weights that are none", () => {
    const three = codeRatings([
      [-1, 0],
      [1, -1],
      [0, 1],
    ]);
    expect(() => percentAgreement(three, { weights: "ratio" })).toThrow("below 0");
    const table = (diagonal: number, other: number) =>
      [0, 1, 2].map((k) => [0, 1, 2].map((l) => (k === l ? diagonal : other)));
    expect(() => percentAgreement(three, { weights: table(0, 0) })).toThrow("with itself has to be 1");
    expect(() => percentAgreement(three, { weights: table(1, 5) })).toThrow("5 is no weight");
    expect(() => percentAgreement(three, { weights: table(1, Number.NaN) })).toThrow("NaN is no weight");
    // A distance of 3 is a weight of -2.
    expect(krippendorffAlpha(three, { weights: table(1, -2) }).defined).toBe(true);
  });

  test("refuses tables and weights of the wrong shape by name", () => {
    expect(() => tableFromRows([[1, 2]])).toThrow("tableFromRows");
    expect(() =>
      tableFromRows([
        [1, -2],
        [0, 1],
      ]),
    ).toThrow("0 or more");
    expect(() => cohenKappa(cohen1968, { weights: [[1]] })).toThrow("3 x 3");
  });
});

describe("pairs of raters", () => {
  test("every pair says its n, and a pair that shares nothing says so", () => {
    const pairs = pairwiseKappas(
      codeRatings([
        ["a", "a", null],
        ["b", "a", null],
        ["b", "b", "a"],
      ]),
    );
    expect(pairs.map(({ first, second, units }) => [first, second, units])).toEqual([
      [0, 1, 3],
      [0, 2, 1],
      [1, 2, 1],
    ]);
    expect(pairs[0]?.kappa.defined).toBe(true);
    const apart = pairwiseKappas(
      codeRatings([
        ["a", null],
        [null, "a"],
      ]),
    );
    expect(apart[0]?.kappa).toEqual({ defined: false, because: "the two raters share no unit" });
  });

  test("the jackknife by updated tables is the jackknife by deleted units, with clusters too", () => {
    const clusters = ["p", "p", "q", "q", "q", "r", "s", "s", "t", "u", "u", "u"];
    for (const weights of ["unweighted", "linear", "quadratic"] as const) {
      const mean = requireDefined(meanPairwiseKappa(reliability, { weights, clusters }));
      const kappas = pairwiseKappas(reliability, { weights }).map(({ kappa }) => requireDefined(kappa).value);
      expect(mean.value).toBeCloseTo(kappas.reduce((sum, kappa) => sum + kappa, 0) / kappas.length, 12);
      const names = [...new Set(clusters)];
      const without = names.map((name) => {
        const kept = clusters.flatMap((own, unit) => (own === name ? [] : [unit]));
        return requireDefined(meanPairwiseKappa(selectUnits(reliability, kept), { weights })).value;
      });
      const centre = without.reduce((sum, one) => sum + one, 0) / without.length;
      const squares = without.reduce((sum, one) => sum + (one - centre) ** 2, 0);
      const factor = (without.length - 1) / without.length;
      expect(requireDefined(mean.standardError)).toBeCloseTo(Math.sqrt(factor * squares), 12);
    }
  });

  test("pairs without a kappa are counted, not averaged in", () => {
    const mean = requireDefined(
      meanPairwiseKappa(
        codeRatings([
          ["a", "a", "a"],
          ["b", "a", "a"],
          ["b", "b", "a"],
          ["a", "b", null],
        ]),
      ),
    );
    expect(mean.pairs + mean.undefinedPairs).toBe(3);
  });
});

describe("percent agreement", () => {
  test("is the mean over units, so that a unit with many raters counts once", () => {
    const mixed = codeRatings([
      ["a", "a", "a", "a"],
      ["a", "b", null, null],
      ["a", null, null, null],
    ]);
    const agreement = requireDefined(percentAgreement(mixed));
    expect(agreement.value).toBe(0.5);
    expect(requireDefined(allRatersAgreement(mixed))).toMatchObject({ value: 0.5, agreeing: 1, basis: { units: 2 } });
    expect(requireDefined(allRatersAgreement(mixed, { complete: true })).basis.units).toBe(1);
  });

  test("has no interval where one unit holds the only pair, however many have a single rating", () => {
    const agreement = requireDefined(
      percentAgreement(
        codeRatings([
          ["a", "a"],
          ["b", null],
        ]),
      ),
    );
    expect(agreement).toMatchObject({
      value: 1,
      pairableUnits: 1,
      basis: { units: 1, ratings: 2, unitsLeftOut: 1, ratingsLeftOut: 1 },
      standardError: { because: "one unit alone shows no spread" },
      interval: { because: "one unit alone shows no spread" },
    });
  });

  test("is undefined without a pair", () => {
    expect(percentAgreement(codeRatings([["a"]]))).toEqual({ defined: false, because: "no unit has two ratings" });
    expect(allRatersAgreement(codeRatings([["a"]])).defined).toBe(false);
  });
});

describe("units with a single rating", () => {
  const random = seededRandom(5);
  // 300 units, two in three of them with a single rating, right three times in four.
  const rows = Array.from({ length: 300 }, (_, unit) => {
    const truth = random() < 0.6 ? 1 : 2;
    const rate = () => (random() < 0.75 ? truth : 1 + Math.floor(random() * 3));
    if (unit % 3 > 0) return [null, rate(), null];
    return unit % 9 === 0 ? [rate(), rate(), null] : [null, rate(), rate()];
  });
  const ratings = codeRatings(rows, [1, 2, 3]);
  const pairable = codeRatings(
    rows.filter((_, unit) => unit % 3 === 0),
    [1, 2, 3],
  );

  test.each([
    ["percent agreement", percentAgreement],
    ["Brennan-Prediger", brennanPrediger],
  ])("change nothing in %s", (_, coefficient) => {
    const [own, without] = [requireDefined(coefficient(ratings)), requireDefined(coefficient(pairable))];
    expect(requireDefined(own.standardError)).toBeCloseTo(requireDefined(without.standardError), 14);
    expect(requireDefined(own.interval).low).toBeCloseTo(requireDefined(without.interval).low, 14);
    expect(own.basis).toEqual({ ...without.basis, unitsLeftOut: 200, ratingsLeftOut: 200 });
  });

  test.each([
    ["percent agreement", percentAgreement],
    ["Brennan-Prediger", brennanPrediger],
    ["Fleiss' kappa", fleissKappa],
    ["Conger's kappa", congerKappa],
    ["AC1", gwetAc],
  ])("leave %s an error that is the jackknife's, where Gwet's is too wide", (_, coefficient) => {
    const { value, standardError, pairableUnits, interval } = requireDefined(coefficient(ratings));
    const leftOut = Array.from({ length: 300 }, (_, without) => {
      const others = Array.from({ length: 299 }, (_, i) => (i < without ? i : i + 1));
      return requireDefined(coefficient(selectUnits(ratings, others))).value;
    });
    const jackknife = requireDefined(jackknifeInterval(value, leftOut)).standardError;
    expect(requireDefined(standardError) / jackknife).toBeGreaterThan(0.98);
    expect(requireDefined(standardError) / jackknife).toBeLessThan(1.02);
    expect(pairableUnits).toBe(100);
    expect(requireDefined(interval).method).toBe("t, 99 df");
    const published = requireDefined(coefficient(ratings, { singles: "as-zero" }));
    expect(published.value).toBe(value);
    expect(requireDefined(published.standardError) / jackknife).toBeGreaterThan(1.05);
  });

  // gwet.ac1.raw(cac.raw4raters) in the vignette of irrCAC 1.0.
  test("taken as zero give what irrCAC prints", () => {
    const { value, standardError, interval } = requireDefined(gwetAc(reliability, { singles: "as-zero" }));
    expect(value).toBeCloseTo(0.77544, 5);
    expect(requireDefined(standardError)).toBeCloseTo(0.14295, 5);
    expect(requireDefined(interval).low).toBeCloseTo(0.461, 3);
  });
});

describe("laws", () => {
  const tables = fc.tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 5 })).chain(([units, raters]) =>
    fc.array(fc.array(fc.option(fc.constantFrom(1, 2, 4), { freq: 5 }), { minLength: raters, maxLength: raters }), {
      minLength: units,
      maxLength: units,
    }),
  );
  const all = (rows: (number | null)[][], categories: number[] = [1, 2, 4]) => {
    const ratings = codeRatings(rows, categories);
    const coefficients = [
      percentAgreement(ratings),
      fleissKappa(ratings),
      fleissKappa(ratings, { unequal: "pooled" }),
      gwetAc(ratings),
      krippendorffAlpha(ratings),
    ];
    return coefficients.map((result) => (result.defined ? result.value.value : Number.NaN));
  };
  const same = (left: number[], right: number[]) => {
    for (const [i, value] of left.entries()) {
      expect(Number.isNaN(right[i])).toBe(Number.isNaN(value));
      if (!Number.isNaN(value)) expect(right[i]).toBeCloseTo(value, 10);
    }
  };

  test("the order of units and of raters changes nothing", () => {
    fc.assert(fc.property(tables, (rows) => same(all(rows), all(rows.map((row) => row.toReversed()).toReversed()))));
  });

  test("other names for the categories change no nominal coefficient", () => {
    const other = new Map([
      [1, 4],
      [2, 1],
      [4, 2],
    ]);
    fc.assert(
      fc.property(tables, (rows) => {
        const renamed = rows.map((row) => row.map((value) => (value === null ? null : (other.get(value) ?? null))));
        same(all(rows), all(renamed));
      }),
    );
  });

  test("other units for the numbers change no coefficient, and no resample", () => {
    const rows = [
      [1, 2, 1],
      [2, 2, 3],
      [4, 4, 5],
      [1, 1, 2],
      [5, 4, 4],
    ];
    const at = (unit: number) => codeRatings(rows.map((row) => row.map((own) => own * unit)));
    for (const level of ["ordinal", "interval", "ratio"] as const) {
      const drawn = (unit: number) =>
        bootstrapInterval(alphaStatistic(at(unit), { level }), { random: seededRandom(1), replicates: 100 });
      const value = (unit: number) => requireDefined(krippendorffAlpha(at(unit), { level })).value;
      for (const unit of [1e-8, 1e6]) {
        expect(value(unit)).toBeCloseTo(value(1), 9);
        const [own, scaled] = [requireDefined(drawn(1)).interval, requireDefined(drawn(unit)).interval];
        expect(scaled.low).toBeCloseTo(own.low, 9);
        const both = twoWayBootstrap(alphaByRaters(at(unit), { level }), { over: "both", random: seededRandom(1) });
        expect(both.defined).toBe(true);
      }
    }
  });

  test("identity weights are no weights", () => {
    const weights = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    fc.assert(
      fc.property(tables, (rows) => {
        const ratings = codeRatings(rows, [1, 2, 4]);
        const pairs = [
          [fleissKappa(ratings), fleissKappa(ratings, { weights })],
          [gwetAc(ratings), gwetAc(ratings, { weights })],
          [krippendorffAlpha(ratings), krippendorffAlpha(ratings, { weights })],
          [cohenKappa(contingencyTable(ratings, 0, 1)), cohenKappa(contingencyTable(ratings, 0, 1), { weights })],
        ] as const;
        for (const [plain, weighted] of pairs) {
          expect(weighted.defined).toBe(plain.defined);
          if (!plain.defined || !weighted.defined) continue;
          expect(weighted.value.value).toBeCloseTo(plain.value.value, 10);
          if (plain.value.standardError.defined && weighted.value.standardError.defined) {
            expect(weighted.value.standardError.value).toBeCloseTo(plain.value.standardError.value, 10);
          }
        }
      }),
    );
  });

  test("with equal numbers of ratings every form of Fleiss' kappa is the same, and alpha tends to it", () => {
    const rows = [
      [1, 1, 2],
      [2, 2, 2],
      [1, 2, 4],
      [4, 4, 4],
    ];
    const forms = (["per-unit", "pooled", "complete"] as const).map(
      (unequal) => requireDefined(fleissKappa(codeRatings(rows), { unequal })).value,
    );
    expect(forms[1]).toBeCloseTo(forms[0], 12);
    expect(forms[2]).toBeCloseTo(forms[0], 12);
    const many = codeRatings(Array.from({ length: 500 }, () => rows).flat());
    expect(requireDefined(krippendorffAlpha(many)).value).toBeCloseTo(forms[0], 3);
  });

  test("every unit twice shrinks standard errors by the root of 2", () => {
    const twice = selectUnits(reliability, [...Array(12).keys(), ...Array(12).keys()]);
    const many = selectUnits(
      reliability,
      Array.from({ length: 1200 }, (_, i) => i % 12),
    );
    const more = selectUnits(
      reliability,
      Array.from({ length: 2400 }, (_, i) => i % 12),
    );
    for (const coefficient of [krippendorffAlpha, fleissKappa, gwetAc, percentAgreement]) {
      const error = (ratings: typeof twice) => {
        const { standardError } = requireDefined<Pick<Coefficient, "standardError">>(coefficient(ratings));
        return requireDefined(standardError);
      };
      expect(error(reliability) / error(twice)).toBeGreaterThan(1.35);
      expect(error(many) / error(more)).toBeCloseTo(Math.SQRT2, 2);
    }
  });

  test("Fleiss' kappa of two raters does not care which is first; Cohen's table turned over is the same kappa", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const ratings = codeRatings(rows, [1, 2, 4]);
        const forth = cohenKappa(contingencyTable(ratings, 0, 1));
        const back = cohenKappa(contingencyTable(selectRaters(ratings, [1, 0]), 0, 1));
        expect(back.defined).toBe(forth.defined);
        if (forth.defined && back.defined) expect(back.value.value).toBeCloseTo(forth.value.value, 12);
      }),
    );
  });
});
