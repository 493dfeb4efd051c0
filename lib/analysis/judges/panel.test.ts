import { expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { describePanel } from "@/lib/analysis/judges/describe-panel";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { listFigures } from "@/lib/analysis/judges/list-figures";
import { labelTableFrom } from "@/lib/analysis/label-table-from";
import type { Question } from "@/lib/questions/kinds";
import { questionSchema } from "@/lib/questions/question-schema";
import { requireDefined } from "@/lib/stats/require-defined";

const choice = questionSchema.parse({
  key: "q",
  type: "choice",
  text: "Is it safe?",
  options: ["0", "1"].map((key) => ({ key, label: key })),
});
const scale = questionSchema.parse({
  key: "q",
  type: "ordinal",
  text: "How safe?",
  points: [0, 1, 2, 3].map((value) => ({ value })),
});

/** Everybody of `people` and `judges` answers item by item; null is no answer. */
function measure(question: Question, rows: { people: number[]; judges: (number | null)[] }[]) {
  const labels = rows.flatMap(({ people, judges }, item) =>
    Object.entries({ p: people, j: judges }).flatMap(([kind, values]) =>
      values.flatMap((value, rater) =>
        value === null ? [] : [{ item: `i${item}`, rater: `${kind}${rater}`, question: "q", value: String(value) }],
      ),
    ),
  );
  const raters = Object.fromEntries([0, 1, 2, 3].map((judge) => [`j${judge}`, { kind: "JUDGE" as const }]));
  return measureJudges(labelTableFrom({ questions: [question], labels, raters }), question, noFilter);
}

const accuracy = (figures: ReturnType<typeof measure>) => {
  const panel = figures.rows.find(({ kind }) => kind === "panel");
  return panel && [panel.answered, requireDefined(panel.majority).accuracy.value];
};

test("the majority of three judges is a judge of its own: right where two are", () => {
  const rows = Array.from({ length: 40 }, (_, item) => ({
    people: [item % 2, item % 2, item % 2],
    judges: [0, 1, 2].map((judge) => (item % 5 === judge ? 1 - (item % 2) : item % 2)),
  }));
  const figures = measure(choice, rows);
  expect(figures.rows.at(-1)).toMatchObject({ name: "Majority of 3 judges", kind: "panel" });
  expect(accuracy(figures)).toEqual([40, 1]);
  // Errors that avoid each other: never two at once, where .04 would be chance.
  expect(requireDefined(figures.panel ?? { defined: false, because: "" }).coincident.observed).toBe(0);
  expect(describePanel(figures.panel)).toMatch(
    /^On 40 items that all of them answered, 3 judges are worth .* by Kish's estimator and .* Two of them err together on 0 %, where chance alone gives 4 % \(p 1\.00\)\.$/,
  );
  expect(listFigures(figures).find(({ figure }) => figure === "share of pairs that err together")).toMatchObject({
    of: "judges together",
    on: "40 items",
    estimate: { value: { value: 0 } },
  });
});

test("a tie of four is no answer, nor is a single vote; on a scale the middle counts", () => {
  const tied = measure(choice, [
    ...Array.from({ length: 20 }, () => ({ people: [1, 1, 1], judges: [1, 1, 1, 0] })),
    ...Array.from({ length: 5 }, () => ({ people: [1, 1, 1], judges: [1, 1, 0, 0] })),
  ]);
  expect(accuracy(tied)).toEqual([20, 1]);
  const middle = measure(scale, [
    ...Array.from({ length: 20 }, () => ({ people: [2, 2, 2], judges: [0, 2, 3] })),
    { people: [2, 2, 2], judges: [2, null, null] },
  ]);
  expect(accuracy(middle)).toEqual([20, 1]);
});

test("two judges make no majority, and one no panel", () => {
  const two = measure(
    choice,
    Array.from({ length: 30 }, (_, item) => ({ people: [1, 1, 0], judges: [item % 2, item % 3 ? 1 : 0] })),
  );
  expect(two.rows.map(({ kind }) => kind)).toEqual(["judge", "judge"]);
  expect(two.panel).toMatchObject({ defined: true });
  const one = measure(
    choice,
    Array.from({ length: 30 }, () => ({ people: [1, 1, 0], judges: [1] })),
  );
  expect([one.panel, describePanel(one.panel)]).toEqual([null, ""]);
});
