import { describe, expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges";
import { labelTableFrom, type PlainLabel } from "@/lib/analysis/label-table-from";
import { questionSchema } from "@/lib/protocol/schema";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { humanCeiling } from "@/lib/stats/human-ceiling";
import { seededRandom } from "@/lib/stats/seeded-random";

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
      ...{ n: 15, chance: expect.closeTo(0.2, 12), top1: { value: 9 / 15 } },
      probabilities: { value: { n: 15, top2: { value: 1 }, meanRank: { value: expect.closeTo(1.4, 10) } } },
    },
  });
  expect(row?.truth).toMatchObject({ value: { n: 15, kappa: { defined: false } } });
  expect(row?.majority.defined).toBe(false);
});

describe("a judge beside three people", () => {
  const question = questionSchema.parse({
    ...{ key: "safe", type: "choice", text: "Is it safe?" },
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
  const labels = Object.entries(votes).flatMap(([item, values]) =>
    Object.entries(values).map(([rater, value]) => ({ item, rater, question: "safe", value })),
  );
  const raters = { judge: { kind: "JUDGE" as const, modelName: "a model" } };
  const table = labelTableFrom({ questions: [question], labels, raters });
  const figures = measureJudges(table, question, noFilter);
  const [row] = figures.rows;

  test("a tied vote is left out where the question has no tie, and said so", () => {
    expect(figures.ties).toEqual({ rule: "CATEGORY", hasNoTie: true, tiedUnits: 1 });
    // one, two, three and alone have a majority and an answer; two is wrong.
    expect(row?.majority).toMatchObject({ value: { n: 4, accuracy: { value: 3 / 4 } } });
  });

  test("judge and people are held against the same references, from which the person's own vote is taken", () => {
    // one and three: 3 references each. two: anna's and ben's others are tied, cleo's say yes (both wrong).
    expect(row?.sameReferences).toMatchObject({
      value: {
        units: 3,
        comparisons: 7,
        people: { value: expect.closeTo(6 / 7, 12) },
        judge: { value: expect.closeTo(6 / 7, 12) },
      },
    });
    // Without the judge the item it did not answer counts too.
    expect(figures.ceiling).toMatchObject({ value: { units: 4, comparisons: 10, agreement: { value: 0.9 } } });
  });

  test("it is the human ceiling of lib/stats", () => {
    const people = ["anna", "ben", "cleo"];
    const humans = codeRatings(
      Object.values(votes).map((own) => people.map((person) => own[person] ?? null)),
      ["yes", "no"],
    );
    const judge = Int32Array.from(Object.values(votes), (own) => ["yes", "no"].indexOf(own.judge ?? ""));
    const ceiling = humanCeiling(humans, judge, { random: seededRandom(1) });
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
      if (interval && own.interval.defined) expect(own.interval.value.low).toBeCloseTo(interval.low, 1);
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
