import { describe, expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { describeAnswers } from "@/lib/analysis/judges/describe";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { listScores } from "@/lib/analysis/judges/list-scores";
import { labelTableFrom, type PlainLabel } from "@/lib/analysis/label-table-from";
import { questionSchema } from "@/lib/questions/question-schema";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { pearson } from "@/lib/stats/comparison/correlation";
import { scoreAgreement } from "@/lib/stats/comparison/score-agreement";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { alternativeAnnotatorTest } from "@/lib/stats/judges/alternative-annotator-test";
import { correctedPrevalence } from "@/lib/stats/judges/corrected-prevalence";
import { humanCeiling } from "@/lib/stats/judges/human-ceiling";
import { predictionPoweredMean } from "@/lib/stats/judges/prediction-powered-mean";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

test("a judge's unparsed answer is missing: 9 of 15 right, not 9 of 16", () => {
  const question = questionSchema.parse({ key: "who", type: "choice", text: "Who said it?", options: "item" });
  const ids = Array.from({ length: 16 }, (_, place) => `row ${place}`);
  const items = Object.fromEntries(ids.map((id) => [id, { parts: 5, truth: { who: "1" } }]));
  const answer = (place: number): Pick<PlainLabel, "value" | "state" | "probabilities"> => {
    if (place === 15) return { value: null, state: "UNPARSED" };
    return place < 9
      ? { value: "1", probabilities: { "1": 0.6, "2": 0.4 } }
      : { value: "2", probabilities: { "1": 0.3, "2": 0.5, "3": 0.2 } };
  };
  const labels = ids.map((item, place) => ({ item, rater: "judge", question: "who", ...answer(place) }));
  const raters = { judge: { kind: "JUDGE" as const } };
  const figures = measureJudges(labelTableFrom({ questions: [question], labels, items, raters }), question, noFilter);
  const [row] = figures.rows;
  expect(row).toMatchObject({ asked: 16, answered: 15, silent: 0, tally: { unparsed: 1 } });
  expect(row?.identification).toMatchObject({
    value: {
      n: 15,
      chance: expect.closeTo(0.2, 12),
      top1: { value: 9 / 15 },
      probabilities: { value: { n: 15, top2: { value: 1 }, meanRank: { value: expect.closeTo(1.4, 10) } } },
    },
  });
  expect(row?.truth).toMatchObject({ value: { n: 15, kappa: { defined: false } } });
  expect(row?.majority.defined).toBe(false);
});

test("the truth of an item is about the item as a whole, not about its turns", () => {
  const question = questionSchema.parse({
    key: "ok",
    type: "ordinal",
    text: "Good?",
    points: [{ value: 0 }, { value: 1 }],
  });
  const ids = Array.from({ length: 6 }, (_, place) => `item ${place}`);
  const labels = ids.flatMap((item) =>
    ["item", "t1", "t2"].flatMap((target) =>
      ["anna", "judge"].map((rater) => ({ item, target, rater, question: "ok", value: target === "item" ? "1" : "0" })),
    ),
  );
  const items = Object.fromEntries(ids.map((id) => [id, { truth: { ok: "1" } }]));
  const table = labelTableFrom({ questions: [question], labels, items, raters: { judge: { kind: "JUDGE" } } });
  const [row] = measureJudges(table, question, noFilter).rows;
  expect(row).toMatchObject({ majority: { value: { n: 18 } }, truth: { value: { n: 6, accuracy: { value: 1 } } } });
  expect(row).toMatchObject({ asked: 18, answered: 18, noun: "unit", silent: 0 });
});

test("turns that a judge left out are counted as such, not covered by another turn of their item", () => {
  const question = questionSchema.parse({
    key: "ok",
    type: "ordinal",
    text: "Good?",
    points: [{ value: 0 }, { value: 1 }],
  });
  const turns = ["t1", "t2", "t3", "t4"];
  const labels = Array.from({ length: 5 }, (_, place) => `item ${place}`).flatMap((item) => [
    ...turns.map((target) => ({ item, target, rater: "anna", question: "ok", value: "1" })),
    { item, target: "t1", rater: "judge", question: "ok", value: "1" },
    { item, target: "t2", rater: "judge", question: "ok", value: null, state: "UNPARSED" as const },
  ]);
  const table = labelTableFrom({ questions: [question], labels, raters: { judge: { kind: "JUDGE" } } });
  const [row] = measureJudges(table, question, noFilter).rows;
  expect(row).toMatchObject({ asked: 20, answered: 5, silent: 10, tally: { unparsed: 5 } });
  expect(row && describeAnswers(row)).toBe("5 of 20 units; 5 unparsed; 10 without an answer");
});

test("probabilities that miss 1 by more than a hundredth are none, by rounding they are", () => {
  const question = questionSchema.parse({ key: "who", type: "choice", text: "Who said it?", options: "item" });
  const measure = (first: number) => {
    const labels = ["a", "b"].map((item) => ({
      item,
      rater: "judge",
      question: "who",
      value: "1",
      probabilities: { "1": first, "2": 0.3 },
    }));
    const items = { a: { parts: 2, truth: { who: "1" } }, b: { parts: 2, truth: { who: "2" } } };
    const table = labelTableFrom({ questions: [question], labels, items, raters: { judge: { kind: "JUDGE" } } });
    const [row] = measureJudges(table, question, noFilter).rows;
    return row?.identification?.defined ? row.identification.value.probabilities.defined : null;
  };
  expect([0.691, 0.7, 0.709].map(measure)).toEqual([true, true, true]);
  expect([0.5, 0.688, 0.712].map(measure)).toEqual([false, false, false]);
});

describe("a judge beside three people", () => {
  const question = questionSchema.parse({
    key: "safe",
    type: "choice",
    text: "Is it safe?",
    options: [
      { key: "yes", label: "Yes" },
      { key: "no", label: "No" },
    ],
  });
  const votes: Record<string, Record<string, string>> = {
    one: { anna: "yes", ben: "yes", cleo: "yes", judge: "yes" },
    two: { anna: "yes", ben: "yes", cleo: "no", judge: "no" },
    three: { anna: "no", ben: "no", cleo: "no", judge: "no" },
    tied: { anna: "yes", ben: "no", judge: "yes" },
    alone: { anna: "yes", judge: "yes" },
    silent: { anna: "no", ben: "no", cleo: "no" },
  };
  /** The same items, so many times over. */
  const measureCopies = (copies: number) => {
    const labels = Array.from({ length: copies }, (_, copy) => copy).flatMap((copy) =>
      Object.entries(votes).flatMap(([item, values]) =>
        Object.entries(values).map(([rater, value]) => ({ item: `${item} ${copy}`, rater, question: "safe", value })),
      ),
    );
    const raters = { judge: { kind: "JUDGE" as const, modelName: "a model" } };
    return measureJudges(labelTableFrom({ questions: [question], labels, raters }), question, noFilter);
  };
  const figures = measureCopies(1);
  const [row] = figures.rows;
  const thrice = measureCopies(3);

  test("a tied vote is left out where the question has no tie, and said so", () => {
    expect(figures.ties).toEqual({ rule: "CATEGORY", hasNoTie: true, tiedUnits: 1 });
    // one, two, three and alone have a majority and an answer; two is wrong.
    expect(row?.majority).toMatchObject({ value: { n: 4, accuracy: { value: 3 / 4 } } });
  });

  test("judge and people are held against the same references, from which the person's own vote is taken", () => {
    // one and three: 3 references each. two: anna's and ben's others are tied, cleo's say yes (both wrong).
    expect(thrice.rows[0]?.sameReferences).toMatchObject({
      value: {
        units: 9,
        comparisons: 21,
        people: { value: expect.closeTo(6 / 7, 12) },
        judge: { value: expect.closeTo(6 / 7, 12) },
      },
    });
    // Without the judge the item it did not answer counts too.
    expect(thrice.ceiling).toMatchObject({ value: { units: 12, comparisons: 30, agreement: { value: 0.9 } } });
  });

  test("fewer than twenty references are no ceiling, for people and judge alike", () => {
    const few = {
      defined: false,
      because: expect.stringMatching(/^only 7 labels of people can be held against 2 others/),
    };
    expect(row?.sameReferences).toMatchObject(few);
    expect(figures.ceiling).toMatchObject({ because: expect.stringMatching(/^only 10 labels of people/) });
    expect(measureCopies(2).ceiling.defined).toBe(true);
  });

  test("one other person is no reference, where all items have labels of two", () => {
    const two = Array.from({ length: 40 }, (_, item) =>
      ["anna", "ben", "judge"].map((rater) => ({ item: `${item}`, rater, question: "safe", value: "yes" })),
    ).flat();
    const raters = { judge: { kind: "JUDGE" as const } };
    const own = measureJudges(labelTableFrom({ questions: [question], labels: two, raters }), question, noFilter);
    expect(own.ceiling).toMatchObject({ because: expect.stringContaining("two other people or more") });
  });

  test("it is the human ceiling of lib/stats", () => {
    const thriceVotes = [1, 2, 3].flatMap(() => Object.values(votes));
    const people = ["anna", "ben", "cleo"];
    const humans = codeRatings(
      thriceVotes.map((own) => people.map((person) => own[person] ?? null)),
      ["yes", "no"],
    );
    const judge = Int32Array.from(thriceVotes, (own) => ["yes", "no"].indexOf(own.judge ?? ""));
    const ceiling = humanCeiling(humans, judge, { random: seededRandom(1) });
    const row = thrice.rows[0];
    if (!ceiling.defined || !row?.sameReferences.defined) throw new Error("undefined");
    const { human, judge: judged, difference } = ceiling.value;
    const { value } = row.sameReferences;
    for (const [own, theirs] of [
      [value.people, human],
      [value.judge, judged],
      [value.difference, difference],
    ] as const) {
      expect(own.value).toBeCloseTo(theirs.value, 12);
      const interval = theirs.bootstrap.defined ? theirs.bootstrap.value.interval : null;
      // Wilson's end here, the percentile bootstrap's there: near, and not the same.
      if (interval && own.interval.defined) expect(Math.abs(own.interval.value.low - interval.low)).toBeLessThan(0.1);
    }
    expect(value.comparisons).toBe(ceiling.value.comparisons);
  });

  test("what the judge did not answer is counted, never scored", () => {
    expect(row).toMatchObject({ asked: 6, answered: 5, silent: 1 });
  });

  test("every single label of a person is a reference too", () => {
    expect(row?.each).toMatchObject({ value: { n: 12, items: 5, accuracy: { value: expect.closeTo(9 / 12, 12) } } });
  });
});

describe("a judge of sixty items, forty of which three people labeled", () => {
  const question = questionSchema.parse({
    key: "safe",
    type: "choice",
    text: "Is it safe?",
    options: ["safe", "unsafe"].map((key) => ({ key, label: key })),
  });
  const ids = Array.from({ length: 60 }, (_, item) => item);
  const truth = (item: number) => (item % 4 === 0 ? "unsafe" : "safe");
  const other = (value: string) => (value === "safe" ? "unsafe" : "safe");
  /** Anna is always right, Ben and Cleo each now and then wrong, never on the same item. */
  const people = (item: number) => ({
    anna: truth(item),
    ben: item % 9 === 1 ? other(truth(item)) : truth(item),
    cleo: item % 9 === 5 ? other(truth(item)) : truth(item),
  });
  const judged = (item: number) => (item % 8 === 0 ? "safe" : truth(item));
  const labels: PlainLabel[] = ids.flatMap((item) => {
    const own = { item: String(item), question: "safe" };
    const given = item < 40 ? Object.entries(people(item)).map(([rater, value]) => ({ ...own, rater, value })) : [];
    return [...given, { ...own, rater: "judge", value: judged(item) }];
  });
  const raters = { judge: { kind: "JUDGE" as const, modelName: "a model" } };
  const measure = (more: Partial<Parameters<typeof labelTableFrom>[0]> = {}) => {
    const [row] = measureJudges(
      labelTableFrom({ questions: [question], labels, raters, ...more }),
      question,
      noFilter,
    ).rows;
    if (!row) throw new Error("no judge");
    return row;
  };
  const row = measure();

  test("is put in the place of each person by the engine's own test, with the study's epsilon", () => {
    const humans = codeRatings(
      ids.slice(0, 40).map((item) => Object.values(people(item))),
      ["safe", "unsafe"],
    );
    const codes = ids.slice(0, 40).map((item) => ["safe", "unsafe"].indexOf(judged(item)));
    const expected = alternativeAnnotatorTest(humans, codes, { epsilon: 0.1 });
    const { standIn } = measure({ study: { epsilon: 0.1 } });
    if (!expected.defined || !standIn.defined) throw new Error("undefined");
    expect(standIn.value).toMatchObject({
      epsilon: 0.1,
      alignment: "accuracy",
      leftOut: 0,
      unitsLeftOut: 20,
      winningRate: expected.value.winningRate,
      advantage: { value: expect.closeTo(expected.value.advantageProbability, 12), interval: { defined: true } },
    });
    expect(standIn.value.people.map(({ pseudonym, units }) => [pseudonym, units])).toEqual([
      ["anna", 40],
      ["ben", 40],
      ["cleo", 40],
    ]);
  });

  test("is not put in the place of people who are anonymous, alone, or on too few items", () => {
    const anonymous = {
      ...raters,
      anna: { isAnonymous: true },
      ben: { isAnonymous: true },
      cleo: { isAnonymous: true },
    };
    expect(measure({ raters: anonymous }).standIn).toMatchObject({ because: expect.stringContaining("told apart") });
    const alone = labels.filter(({ rater }) => rater === "anna" || rater === "judge");
    expect(measure({ labels: alone }).standIn).toMatchObject({ because: expect.stringContaining("two people") });
    const few = labels.filter(({ item }) => Number(item) < 20);
    expect(measure({ labels: few }).standIn).toMatchObject({ because: expect.stringContaining("30 items") });
  });

  test("has its rate of each answer corrected for the errors it made where people labeled too", () => {
    if (!row.classes.defined) throw new Error("no classes");
    const unsafe = row.classes.value.find(({ label }) => label === "unsafe");
    // Ten of forty are unsafe, of which it misses five; of its sixty answers seven are "unsafe".
    expect(unsafe).toMatchObject({
      positives: 10,
      negatives: 30,
      judged: 60,
      sensitivity: { value: { value: 0.5 } },
      specificity: { value: { value: 1 } },
      trueRate: { value: { value: 0.25 } },
      judgedRate: { value: { value: expect.closeTo(7 / 60, 12) } },
    });
    const exact = correctedPrevalence(
      { share: 7 / 60, tested: 60 },
      { sensitivity: 0.5, positives: 10, specificity: 1, negatives: 30 },
    );
    if (!exact.defined || !unsafe?.correctedRate.defined) throw new Error("undefined");
    expect(unsafe.correctedRate.value.value).toBeCloseTo(exact.value.value, 12);
    const { low, high } = exact.value.interval;
    expect(unsafe.correctedRate.value.interval).toEqual({
      defined: true,
      value: { low, high, level: 0.95, method: "Lang-Reiczigel" },
    });
  });

  test("has an interval around a rate of 1, over prompts where items share them", () => {
    const specificity = (own: typeof row) => {
      const [safe] = own.classes.defined ? own.classes.value : [];
      // "safe" of the safe: all thirty.
      return safe?.sensitivity.defined ? safe.sensitivity.value : null;
    };
    const low = (own: typeof row) => {
      const interval = specificity(own)?.interval;
      return interval?.defined ? interval.value.low : Number.NaN;
    };
    expect(specificity(row)?.value).toBe(1);
    expect(low(row)).toBeCloseTo(proportionInterval(30, 30).low, 12);
    const items = Object.fromEntries(ids.map((item) => [String(item), { task: String(item % 5) }]));
    expect(low(measure({ items }))).toBeCloseTo(proportionInterval(5, 5).low, 12);
  });
});

describe("a judge on a scale", () => {
  const question = questionSchema.parse({
    key: "safe",
    type: "ordinal",
    text: "How safe?",
    points: [1, 2, 3, 4, 5].map((value) => ({ value })),
  });
  const point = (value: number) => String(Math.min(5, Math.max(1, value)));
  const labels: PlainLabel[] = Array.from({ length: 50 }, (_, item) => {
    const own = { item: String(item), question: "safe" };
    const centre = (item % 5) + 1;
    const given = ["anna", "ben", "cleo"].map((rater, k) => ({
      ...own,
      rater,
      value: point(centre + ((item + k) % 3) - 1),
    }));
    return [...(item < 30 ? given : []), { ...own, rater: "judge", value: point(centre + 1) }];
  }).flat();
  const raters = { judge: { kind: "JUDGE" as const, modelName: "a model" } };
  const [row] = measureJudges(labelTableFrom({ questions: [question], labels, raters }), question, noFilter).rows;
  const scores = row?.scores?.defined ? row.scores.value : null;

  test("has bias and correlation against the people's mean, and its own mean corrected", () => {
    const of = (item: number) => labels.filter((label) => label.item === String(item) && label.rater !== "judge");
    const means = Array.from({ length: 30 }, (_, item) =>
      of(item).reduce((sum, { value }) => sum + Number(value) / 3, 0),
    );
    const judged = labels.filter(({ rater }) => rater === "judge").map(({ value }) => Number(value));
    const agreement = scoreAgreement(means, judged.slice(0, 30));
    const powered = predictionPoweredMean(means, judged.slice(0, 30), judged.slice(30));
    if (!scores || !agreement.defined || !powered.defined) throw new Error("undefined");
    expect(scores.units).toBe(30);
    expect(scores.bias.value).toBeCloseTo(agreement.value.bias, 12);
    expect(scores.bias.interval.defined && scores.bias.interval.value.low).toBeGreaterThan(0);
    expect(scores.pearson).toMatchObject({
      value: { value: expect.closeTo(requireValue(pearson(means, judged.slice(0, 30))), 12) },
    });
    expect(scores.spearman.defined).toBe(true);
    expect(scores.means).toMatchObject({ judged: 50, corrected: { value: { lambda: powered.value.lambda } } });
    expect(scores.means.corrected.defined && scores.means.corrected.value.value).toBeCloseTo(powered.value.value, 12);
  });

  test("is held against the mean of the others on the very labels that people are", () => {
    if (!scores?.sameReferences.defined) throw new Error("undefined");
    const { comparisons, judge, people } = scores.sameReferences.value;
    expect(comparisons).toBe(90);
    let [ofPeople, ofJudge] = [0, 0];
    for (let item = 0; item < 30; item++) {
      const values = labels.filter((label) => label.item === String(item)).map(({ value }) => Number(value));
      const [judged = 0, ...own] = values.toReversed();
      for (const [k, value] of own.entries()) {
        const others = own.filter((_, other) => other !== k).reduce((sum, other) => sum + other / 2, 0);
        ofPeople += Math.abs(value - others) / 90;
        ofJudge += Math.abs(judged - others) / 90;
      }
    }
    expect(people.error.value).toBeCloseTo(ofPeople, 12);
    expect(judge.error.value).toBeCloseTo(ofJudge, 12);
  });

  test("is correlated within and between the levels of each factor, where one r would mix both", () => {
    const table = labelTableFrom({ questions: [question], labels, raters });
    const level = (id: string) => ({ id, name: id, number: null });
    table.factors.push({
      ...({ id: "persona", name: "persona", scale: "CATEGORICAL", role: "PERSONA", baselineLevelId: null } as const),
      levels: ["low", "mid", "high"].map(level),
    });
    table.conditions.push(["low"], ["mid"], ["high"]);
    table.items.conditions = Array.from({ length: 50 }, (_, item) => [Math.min(2, Math.floor((item % 5) / 2))]);
    const [own] = measureJudges(table, question, noFilter).rows;
    const drawn = own?.scores?.defined ? own.scores.value : null;
    const [by] = drawn?.byFactor ?? [];
    if (!by?.within.defined || !by.between.defined || !drawn?.pearson.defined) throw new Error("undefined");
    expect(by).toMatchObject({ factor: "persona", levels: 3 });
    expect(by.within.value.value).not.toBeCloseTo(drawn.pearson.value.value, 3);
    expect(by.between.value.value).not.toBeCloseTo(drawn.pearson.value.value, 3);
    expect(by.within.value.interval.defined).toBe(true);
    expect(own?.scores?.defined && listScores(own.scores.value).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Pearson's r within levels of persona", "Pearson's r of the means of its 3 levels"]),
    );
    // An item whose sides are of two levels is of none.
    table.items.conditions = table.items.conditions.map((cells, item) => (item === 0 ? [0, 1] : cells));
    const [mixed] = measureJudges(table, question, noFilter).rows;
    const [other] = (mixed?.scores?.defined && mixed.scores.value.byFactor) || [];
    expect(other?.within).not.toEqual(by.within);
  });

  test("has kappa with quadratic weights, above the unweighted one where it is one point off", () => {
    if (!row?.each.defined) throw new Error("undefined");
    const { kappa, weightedKappa } = row.each.value;
    expect(weightedKappa?.defined && kappa.defined && weightedKappa.value.value > kappa.value.value).toBe(true);
    expect(row.standIn).toMatchObject({ value: { alignment: "negative-rmse" } });
  });
});

const requireValue = (result: ReturnType<typeof pearson>) => (result.defined ? result.value.value : Number.NaN);
