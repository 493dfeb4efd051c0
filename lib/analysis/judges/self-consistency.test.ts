import { expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { listFigures } from "@/lib/analysis/judges/list-figures";
import { printJudges } from "@/lib/analysis/judges/print";
import { labelTableFrom, type PlainLabel } from "@/lib/analysis/label-table-from";
import { questionSchema } from "@/lib/questions/question-schema";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { requireDefined } from "@/lib/stats/require-defined";

const question = questionSchema.parse({
  key: "q",
  type: "choice",
  text: "Is it safe?",
  options: ["0", "1"].map((key) => ({ key, label: key })),
});

/** Three runs of a judge, the third of which turns on every fifth item; a person who was shown ten items again, and turned on two. */
const runs = Array.from({ length: 40 }, (_, item) => [item % 2, item % 2, item % 5 === 0 ? 1 - (item % 2) : item % 2]);
const labels = runs.flatMap((codes, place): PlainLabel[] => {
  const own = { item: `i${String(place).padStart(2, "0")}`, question: "q" };
  const said = String(place % 2);
  return [
    ...codes.map((code, run) => ({ ...own, rater: "gpt", value: String(code), occurrence: run + 1 })),
    ...["ann", "ben", "cleo"].map((rater) => ({ ...own, rater, value: said })),
    ...(place < 10
      ? [
          {
            ...own,
            rater: "ann",
            value: place < 2 ? String(1 - (place % 2)) : said,
            occurrence: 2,
            purpose: "REPEAT" as const,
          },
        ]
      : []),
  ];
});
const figures = measureJudges(
  labelTableFrom({ questions: [question], labels, raters: { gpt: { kind: "JUDGE" } } }),
  question,
  noFilter,
);

test("a judge over its runs and people over repeats stand in one table", () => {
  const [people, judge, ...others] = figures.consistency;
  expect(others).toEqual([]);
  expect(people).toMatchObject({ name: "People, each with themself", units: 10, runs: 2 });
  expect(people && requireDefined(people.flips).value).toBeCloseTo(2 / 10, 12);
  expect(judge).toMatchObject({ name: "gpt", units: 40, runs: 3 });
  // On eight items of forty two of three pairs of runs differ.
  expect(judge && requireDefined(judge.flips).value).toBeCloseTo((8 * 2) / (40 * 3), 12);
  const alpha = requireDefined(krippendorffAlpha(codeRatings(runs, [0, 1]), { level: "nominal" }));
  expect(judge && requireDefined(judge.alpha).value).toBeCloseTo(alpha.value, 12);
  expect(judge && requireDefined(judge.flips).interval.defined).toBe(true);
});

test("repeats count nowhere else, and the command and the file of figures have them too", () => {
  expect(figures.rows[0]).toMatchObject({ name: "gpt", answered: 40, majority: { value: { accuracy: { value: 1 } } } });
  const tables = printJudges(figures).flatMap((line) => (typeof line === "string" ? [] : [line]));
  expect(tables.find(({ columns }) => columns.includes("alpha across runs"))?.rows).toHaveLength(2);
  expect(
    listFigures(figures).filter(({ figure }) => figure === "share of pairs of its labels that differ"),
  ).toHaveLength(2);
});

test("where nobody labeled anything twice there is no such table", () => {
  const once = labels.filter(({ occurrence = 1 }) => occurrence === 1);
  const table = labelTableFrom({ questions: [question], labels: once, raters: { gpt: { kind: "JUDGE" } } });
  expect(measureJudges(table, question, noFilter).consistency).toEqual([]);
});

/** A judge that was run three times on so many items, and says otherwise once on so many of them. */
function measureRuns(items: number, turned: number) {
  const again = Array.from({ length: items }, (_, place) =>
    [0, 1, 2].map((run): PlainLabel => {
      const said = place < 2 ? 1 : 0;
      const value = String(place < turned && run === 2 ? 1 - said : said);
      return { item: `i${String(place).padStart(2, "0")}`, question: "q", rater: "gpt", value, occurrence: run + 1 };
    }),
  ).flat();
  const table = labelTableFrom({ questions: [question], labels: again, raters: { gpt: { kind: "JUDGE" } } });
  const [judge] = measureJudges(table, question, noFilter).consistency;
  if (!judge) throw new Error("nothing was labeled twice");
  return judge;
}

test("a judge that never turned may turn still: Wilson's interval of as many items", () => {
  const flips = requireDefined(measureRuns(30, 0).flips);
  const { low, high, method } = requireDefined(flips.interval);
  expect([flips.value, low]).toEqual([0, 0]);
  expect(high).toBeCloseTo(proportionInterval(0, 30).high, 12);
  expect(method).toMatch(/^Wilson/);
});

test("alpha across runs that never differ has an interval that goes down from 1, as that of people has", () => {
  const alpha = requireDefined(measureRuns(30, 0).alpha);
  expect(alpha.value).toBe(1);
  const { low, high } = requireDefined(alpha.interval);
  expect(low).toBeLessThan(0.95);
  expect(high).toBe(1);
});
