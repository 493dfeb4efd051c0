import { expect, test } from "vitest";
import { agreement } from "@/lib/analysis/agreement/analysis";
import { measureAgreement } from "@/lib/analysis/agreement/detail";
import { noFilter } from "@/lib/analysis/filter";
import { judges } from "@/lib/analysis/judges/analysis";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { labelTableFrom } from "@/lib/analysis/label-table-from";
import { coefficientOf, keys } from "@/lib/measure/measured";
import { questionSchema } from "@/lib/questions/question-schema";
import { writeSet } from "@/lib/questions/sets";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { codeSelections, masiWeights } from "@/lib/stats/agreement/multi-select";
import { requireDefined } from "@/lib/stats/require-defined";

const options = ["joy", "anger", "fear"].map((key) => ({ key, label: key }));
const question = questionSchema.parse({ key: "felt", type: "multi", text: "What is felt?", options, minimum: 0 });
const rows = Array.from({ length: 30 }, (_, item) => [
  item % 3 === 0 ? ["joy"] : ["joy", "anger"],
  item % 5 === 0 ? [] : ["joy"],
  item % 2 === 0 ? ["anger", "joy"] : ["joy"],
]);
const people = ["anna", "ben", "cleo"];
const labels = rows.flatMap((row, item) =>
  row.map((set, place) => ({ item: `${item}`, rater: people[place] ?? "", question: "felt", value: writeSet(set) })),
);

test("sets lead with alpha by MASI distance, and every option stands by itself", () => {
  const figures = measureAgreement(labelTableFrom({ questions: [question], labels }), question, noFilter);
  expect(figures.scale.kind).toBe("set");
  const { ratings, sets } = codeSelections(rows);
  expect(coefficientOf(figures.coefficients, keys.masi)).toMatchObject({
    value: {
      value: expect.closeTo(requireDefined(krippendorffAlpha(ratings, { weights: masiWeights(sets) })).value, 12),
    },
  });
  expect(figures.options.map(({ option, chosen, of }) => [option, chosen, of])).toEqual([
    ["joy", 84, 90],
    ["anger", 35, 90],
    ["fear", 0, 90],
  ]);
  expect(figures.prevalence).toEqual([]);
  expect(figures.disputed[0]?.votes.map(({ label }) => label)).not.toContain('["joy"]');
});

test("a judge's sets are held against people's, whole, in part and option by option; a value that is no set is off the scale", () => {
  const judge = rows.map((row, item) => ({
    item: `${item}`,
    rater: "judge",
    question: "felt",
    value: item === 0 ? "much" : writeSet(row[2] ?? []),
  }));
  const table = labelTableFrom({
    questions: [question],
    labels: [...labels, ...judge],
    raters: { judge: { kind: "JUDGE" } },
  });
  const [row] = measureJudges(table, question, noFilter).rows;
  expect(row).toMatchObject({ answered: 29, tally: { offScale: 1 }, identification: null });
  expect(row?.sets).toMatchObject({ value: { units: 29, comparisons: 87 } });
  const classes = requireDefined(row?.classes ?? { defined: false, because: "" });
  const [joy, anger] = classes;
  expect(classes.map(({ label }) => label)).toEqual(["joy", "anger", "fear"]);
  expect(joy?.sensitivity).toMatchObject({ value: { value: 1 } });
  // Anger has a majority on even items that are no third, and the judge names it on all even ones.
  expect([anger?.positives, anger?.said]).toEqual([10, 14]);
});

test("sets of an item's own options are compared within it, and go by the names of its parts", () => {
  const own = questionSchema.parse({ key: "felt", type: "multi", text: "Who could it be?", options: "item" });
  const named = [
    { item: "a", rater: "anna", question: "felt", value: '["1","2"]' },
    { item: "a", rater: "ben", question: "felt", value: '["2"]' },
  ];
  const figures = measureAgreement(labelTableFrom({ questions: [own], labels: named }), own, noFilter);
  expect(coefficientOf(figures.coefficients, keys.jaccard)).toMatchObject({ value: { value: 0.5 } });
  expect(coefficientOf(figures.coefficients, keys.alpha)).toMatchObject({ defined: false });
  expect(figures.disputed[0]?.votes.map(({ parts }) => parts)).toEqual([["1", "2"], ["2"]]);
});

test("where hundreds of sets were given the judge's kappa is refused, and its accuracy and single options stand", () => {
  const many = Array.from({ length: 12 }, (_, place) => ({ key: `o${place}`, label: `Option ${place}` }));
  const wide = questionSchema.parse({ key: "felt", type: "multi", text: "What?", options: many, minimum: 0 });
  const setOf = (item: number) => writeSet(many.filter((_, place) => (item >> place) % 2 === 1).map(({ key }) => key));
  const given = Array.from({ length: 600 }, (_, item) =>
    ["anna", "ben", "judge"].map((rater) => ({ item: `${item}`, rater, question: "felt", value: setOf(item) })),
  ).flat();
  const table = labelTableFrom({ questions: [wide], labels: given, raters: { judge: { kind: "JUDGE" } } });
  const [row] = measureJudges(table, wide, noFilter).rows;
  expect(row?.majority).toMatchObject({
    value: { accuracy: { value: 1 }, kappa: { defined: false, because: expect.stringContaining("different sets") } },
  });
  expect(requireDefined(row?.classes ?? { defined: false, because: "" })).toHaveLength(12);
});

test("the file of figures has options and sets too", () => {
  const judged = rows.map((row, item) => ({
    item: `${item}`,
    rater: "judge",
    question: "felt",
    value: writeSet(row[2] ?? []),
  }));
  const table = labelTableFrom({
    questions: [question],
    labels: [...labels, ...judged],
    raters: { judge: { kind: "JUDGE" } },
  });
  const named = agreement.listFigures(measureAgreement(table, question, noFilter));
  expect(named.find(({ of, figure }) => of === "anger" && figure === "Gwet's AC1")?.estimate.defined).toBe(true);
  const ofJudge = judges.listFigures(measureJudges(table, question, noFilter));
  expect(ofJudge.map(({ figure }) => figure)).toContain("mean Jaccard index, against every set of a person");
  const printed = judges.print(measureJudges(table, question, noFilter));
  expect(printed).toContainEqual(
    expect.objectContaining({ rows: expect.arrayContaining([expect.arrayContaining(["mean Jaccard index"])]) }),
  );
});
