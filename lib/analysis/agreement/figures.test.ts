import { describe, expect, test } from "vitest";
import { measureAgreement } from "@/lib/analysis/agreement/detail";
import { noFilter } from "@/lib/analysis/filter";
import { labelTableFrom, type PlainItem, type PlainLabel } from "@/lib/analysis/label-table-from";
import { type CoefficientKey, coefficientOf, keys, type Measured } from "@/lib/measure/measured";
import type { Question } from "@/lib/questions/kinds";
import { questionSchema } from "@/lib/questions/question-schema";
import { fleissKappa as fleissKappaOf } from "@/lib/stats/agreement/fleiss-kappa";
import { gwetAc as gwetAcOf } from "@/lib/stats/agreement/gwet-ac";
import { intraclassCorrelation } from "@/lib/stats/agreement/intraclass-correlation";
import { codeRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import { requireDefined } from "@/lib/stats/require-defined";

const safe = questionSchema.parse({
  key: "safe",
  type: "choice",
  text: "Is it safe?",
  options: ["yes", "no"].map((key) => ({ key, label: key })),
});
const scale = questionSchema.parse({
  key: "safe",
  type: "ordinal",
  text: "How safe?",
  points: [1, 2, 3].map((value) => ({ value })),
});

/** Rows of values, one per item, a column per person; null where somebody did not label. */
const labelsOf = (rows: readonly (readonly (string | null)[])[]): PlainLabel[] =>
  rows.flatMap((row, item) =>
    row.flatMap((value, person) =>
      value === null ? [] : [{ item: `item ${item}`, rater: `person ${person}`, question: "safe", value }],
    ),
  );

const measure = (
  question: Question,
  labels: readonly PlainLabel[],
  more: Partial<Parameters<typeof labelTableFrom>[0]> = {},
) => {
  const figures = measureAgreement(labelTableFrom({ questions: [question], labels, ...more }), question, noFilter);
  return { ...figures, ...byName(figures.coefficients) };
};

/** Coefficients by short names; those that are not for these labels are not defined. */
const byName = (measured: readonly Measured[]) => {
  const of = (key: CoefficientKey) => coefficientOf(measured, key);
  return {
    percent: of(keys.percent),
    alpha: of(keys.alpha),
    gwetAc: of(keys.gwet),
    fleissKappa: of(keys.fleiss),
    meanKappa: of(keys.meanOfPairs),
    weightedKappa: of(keys.cohen),
    pooledKappa: of(keys.pooled),
    intraclass: of(keys.icc21),
    aboveChance: of(keys.aboveChance),
  };
};

const because = (given: { defined: boolean; because?: string }) => given.because ?? "";

describe("agreement on a question", () => {
  const rows = Array.from({ length: 30 }, (_, item) => (item % 3 === 0 ? ["yes", "no", "yes"] : ["no", "no", "no"]));

  test("says every n: items, people, labels and unordered pairs", () => {
    const { counts } = measure(safe, labelsOf([...rows, ["yes", null, null]]));
    expect(counts).toEqual({
      items: 31,
      raters: 3,
      anonymous: 0,
      labels: 91,
      pairableItems: 30,
      pairableUnits: 30,
      pairs: 90,
      skips: 0,
      imported: 91,
      erased: 0,
    });
  });

  test("is repeatable: the study's seed draws the intervals", () => {
    const uneven = labelsOf(
      Array.from({ length: 40 }, (_, item) => ["yes", item % 7 < 3 ? "no" : "yes", item % 5 === 0 ? "no" : null]),
    );
    const measured = measure(safe, uneven);
    expect(measure(safe, uneven)).toEqual(measured);
    const { alpha, percent, prevalence } = measure(safe, uneven, { study: { seed: 2 } });
    expect([alpha, percent, prevalence]).not.toEqual([measured.alpha, measured.percent, measured.prevalence]);
  });

  test("shows a map of few people who share enough, and each of them against the others", () => {
    const { pairs, people } = measure(safe, labelsOf(rows));
    expect(pairs).toMatchObject({ kind: "matrix", raters: ["person 0", "person 1", "person 2"] });
    const each = requireDefined(people);
    expect(each.map(({ pseudonym }) => pseudonym)).toEqual(["person 1", "person 0", "person 2"]);
    expect(each[0]).toMatchObject({ units: 30, agreement: { value: expect.closeTo(2 / 3, 12) } });
  });

  test("lists the items people disagree on most, with their votes", () => {
    const { disputed } = measure(safe, labelsOf(rows));
    expect(disputed[0]).toMatchObject({
      itemId: "item 0",
      agreement: expect.closeTo(1 / 3, 12),
      votes: [
        { label: "yes", labels: 2 },
        { label: "no", labels: 1 },
      ],
    });
  });

  test("on a scale is ordinal, and near misses count in part", () => {
    const near = labelsOf(
      Array.from({ length: 20 }, (_, item) => [String((item % 3) + 1), String(Math.min(3, (item % 3) + 2))]),
    );
    const ordinal = measure(scale, near);
    const nominal = measure(
      questionSchema.parse({ ...safe, options: ["1", "2", "3"].map((key) => ({ key, label: key })) }),
      near,
    );
    expect(
      ordinal.alpha.defined && nominal.alpha.defined && ordinal.alpha.value.value > nominal.alpha.value.value,
    ).toBe(true);
    expect(ordinal.weightedKappa.defined).toBe(true);
    expect(ordinal.coefficients.find(({ key }) => key === keys.cohen)?.name).toBe("Cohen's kappa, quadratic weights");
    expect(nominal.coefficients.find(({ key }) => key === keys.cohen)?.name).toBe("Cohen's kappa");
  });

  test("AC1 counts the answers that the question offers, and others only where somebody gave them", () => {
    const twenty = labelsOf(Array.from({ length: 20 }, (_, item) => ["yes", item < 4 ? "no" : "yes"]));
    const value = (question: Question, labels: readonly PlainLabel[]) => {
      const { gwetAc } = measure(question, labels);
      return gwetAc.defined ? gwetAc.value.value : Number.NaN;
    };
    // Agreement .8; "yes" has share .9: chance is 2 x .9 x .1 / (2 - 1) = .18, and with a third option half of it.
    expect(value(safe, twenty)).toBeCloseTo((0.8 - 0.18) / (1 - 0.18), 12);
    const three = questionSchema.parse({ ...safe, options: ["yes", "no", "both"].map((key) => ({ key, label: key })) });
    expect(value(three, twenty)).toBeCloseTo((0.8 - 0.09) / (1 - 0.09), 12);
    const refusal: PlainLabel = { item: "item 0", rater: "person 2", question: "safe", value: null, state: "REFUSAL" };
    // Shares of .8917, .0917 and .0167: chance is (1 - the sum of their squares) / 2 = .0981.
    expect(value(safe, [...twenty, refusal])).toBeCloseTo(0.77824, 5);
  });

  test("on a scale has AC2 and Fleiss' kappa with weights, and ICC where everybody labeled the same items", () => {
    const rows = Array.from({ length: 30 }, (_, item) => [1, 2, 2].map((add) => String(Math.min(3, (item % 3) + add))));
    const { gwetAc, fleissKappa, intraclass, prevalence } = measure(scale, labelsOf(rows));
    const ratings = codeRatings(
      rows.map((row) => row.map(Number)),
      [1, 2, 3],
    );
    const same = (estimate: typeof gwetAc, theirs: Defined<{ value: number }>) =>
      expect(estimate.defined && estimate.value.value).toBeCloseTo(
        theirs.defined ? theirs.value.value : Number.NaN,
        12,
      );
    same(gwetAc, gwetAcOf(ratings, { weights: "quadratic" }));
    same(fleissKappa, fleissKappaOf(ratings, { weights: "quadratic" }));
    const icc = intraclassCorrelation(ratings);
    if (!icc.defined) throw new Error("no ICC");
    same(intraclass, icc.value.forms["2,1"]);
    expect(prevalence.map(({ label }) => label)).toEqual(["1", "2", "3"]);
    const apart = measure(scale, labelsOf(rows.map((row, item) => row.map((own, k) => (k === item % 3 ? null : own)))));
    expect(apart.intraclass).toMatchObject({ because: expect.stringContaining("every one of the 3 people") });
    expect(because(measure(safe, labelsOf([["yes", "no"]])).intraclass)).toBe("it is not for labels of this kind");
  });

  test("clusters by prompt where items share one", () => {
    const items = Object.fromEntries(
      rows.map((_, item): [string, PlainItem] => [`item ${item}`, { task: String(item % 10) }]),
    );
    expect(measure(safe, labelsOf(rows), { items }).over).toMatchObject({ by: "prompts", count: 10 });
    expect(measure(safe, labelsOf(rows)).over).toMatchObject({ by: "items", count: 30 });
  });
});

describe("what is no value", () => {
  const base = labelsOf([
    ["yes", "yes"],
    ["no", "no"],
  ]);
  const odd = (state: PlainLabel["state"], value: string | null = null): PlainLabel => ({
    item: "item 0",
    rater: "person 2",
    question: "safe",
    value,
    state,
  });

  test.each([
    ["CANNOT_JUDGE", "cannotJudge"],
    ["MISSING", "missing"],
    ["UNPARSED", "unparsed"],
  ] as const)("%s enters nothing and is counted", (state, name) => {
    const { tally, counts } = measure(safe, [...base, odd(state)]);
    expect(tally).toMatchObject({ given: 4, [name]: 1 });
    expect(counts.labels).toBe(4);
  });

  test("a refusal is a category of a choice, and missing on a scale", () => {
    expect(measure(safe, [...base, odd("REFUSAL")]).counts.labels).toBe(5);
    const points = labelsOf([
      ["1", "1"],
      ["2", "3"],
    ]);
    const onScale = measure(scale, [...points, odd("REFUSAL")]);
    expect([onScale.counts.labels, onScale.tally.refusal]).toEqual([4, 1]);
  });

  test("a value that the version does not offer is counted apart", () => {
    expect(measure(safe, [...base, odd("GIVEN", "maybe")]).tally).toMatchObject({ given: 4, offScale: 1 });
  });
});

describe("what is not defined says why", () => {
  test("without two labels of an item", () => {
    const figures = measure(safe, labelsOf([["yes"], ["no"]]));
    for (const own of [figures.percent, figures.alpha, figures.pooledKappa]) expect(because(own)).toMatch(/two/);
    expect(figures.pairs).toMatchObject({ kind: "refused", because: "one person alone makes no pair" });
  });

  test("where every label is the same", () => {
    const figures = measure(safe, labelsOf(Array.from({ length: 25 }, () => ["yes", "yes"])));
    expect(figures.percent).toMatchObject({ defined: true, value: { value: 1 } });
    expect(because(figures.alpha)).toBe("every label is the same, so no disagreement could be expected");
    expect(figures.meanKappa.defined).toBe(false);
  });

  test("where every item has options of its own: percent and agreement beyond 1/N instead", () => {
    const who = questionSchema.parse({ key: "safe", type: "choice", text: "Who said it?", options: "item" });
    const items = { "item 0": { parts: 4 }, "item 1": { parts: 4 } };
    const figures = measure(
      who,
      labelsOf([
        ["1", "1"],
        ["2", "3"],
      ]),
      { items },
    );
    expect(because(figures.alpha)).toContain("options of its own");
    expect(figures.percent).toMatchObject({ value: { value: 0.5 } });
    expect(figures.aboveChance).toMatchObject({ value: { value: expect.closeTo((0.5 - 0.25) / 0.75, 12) } });
  });

  test("where people are anonymous there are no pairs of them", () => {
    const raters = { "person 0": { isAnonymous: true }, "person 1": { isAnonymous: true } };
    const labels = labelsOf(Array.from({ length: 30 }, (_, item) => (item % 2 ? ["yes", "no"] : ["no", "no"])));
    const figures = measure(safe, labels, { raters });
    expect(because(figures.meanKappa)).toContain("anonymous");
    expect(because(figures.people)).toContain("cannot be told apart");
    expect(figures.pooledKappa.defined).toBe(true);
  });

  test("without any label", () => {
    const figures = measure(safe, []);
    expect(figures.counts).toMatchObject({ items: 0, raters: 0, labels: 0, pairs: 0 });
    expect(figures.percent.defined || figures.alpha.defined || figures.meanKappa.defined).toBe(false);
    expect(figures.prevalence).toEqual([]);
  });
});
