import { expect, test } from "vitest";
import { measureAgreement } from "@/lib/analysis/agreement/detail";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { labelTableFrom } from "@/lib/analysis/label-table-from";
import { coefficientOf, keys } from "@/lib/measure/measured";
import { questionSchema } from "@/lib/questions/question-schema";

const question = questionSchema.parse({ key: "count", type: "number", text: "How many?", minimum: 1, maximum: 5 });

/** Four observers, twelve units, missing values: the worked example of Krippendorff (2011), C. */
const observers = {
  anna: "1 2 3 3 2 1 4 1 2 . . .",
  ben: "1 2 3 3 2 2 4 1 2 5 . 3",
  cleo: ". 3 3 3 2 3 4 2 2 5 1 .",
  dan: "1 2 3 3 2 4 4 1 2 5 1 .",
};
const labels = Object.entries(observers).flatMap(([rater, row]) =>
  row
    .split(" ")
    .flatMap((value, item) => (value === "." ? [] : [{ item: `${item}`, rater, question: "count", value }])),
);

test("numbers are compared at the interval level, as in the published example", () => {
  const figures = measureAgreement(labelTableFrom({ questions: [question], labels }), question, noFilter);
  expect(figures.scale.kind).toBe("interval");
  expect(coefficientOf(figures.coefficients, keys.alpha)).toMatchObject({
    defined: true,
    value: { value: expect.closeTo(0.849, 3) },
  });
  expect(figures.prevalence.map(({ label }) => label)).toEqual(["1", "2", "3", "4", "5"]);
});

test("a judge's numbers are scored against the people's, and its truth needs nobody to have given it", () => {
  const ids = Array.from({ length: 12 }, (_, item) => `${item}`);
  const judge = ids.map((item) => ({ item, rater: "judge", question: "count", value: item === "0" ? "99" : "3" }));
  const items = Object.fromEntries(ids.map((id) => [id, { truth: { count: id === "3" ? "3" : "5" } }]));
  const table = labelTableFrom({
    questions: [question],
    labels: [...labels.filter(({ rater }) => rater !== "dan"), ...judge],
    items,
    raters: { judge: { kind: "JUDGE" } },
  });
  const [row] = measureJudges(table, question, noFilter).rows;
  expect(row).toMatchObject({ answered: 11, tally: { offScale: 1, offScaleValues: ["99"] } });
  expect(row?.truth).toMatchObject({ value: { n: 11, accuracy: { value: expect.closeTo(1 / 11, 12) } } });
  expect(row?.scores).toMatchObject({ value: { units: 11 } });
  expect(row?.classes).toMatchObject({ defined: false });
});
