import { expect, test } from "vitest";
import { StrangerColumns } from "./stranger-columns";

/** A table of columns, each a list of its cells from above. */
const find = (table: Readonly<Record<string, readonly (string | null)[]>>) => {
  const labels = Object.entries(table).flatMap(([rater, cells]) => cells.map((value) => ({ rater, value })));
  const { results, others } = new StrangerColumns(labels);
  return { results, others };
};

const [ann, ben] = [
  ["yes", "no", "no", "yes"],
  ["yes", "Yes", "no", "yes"],
];

test.each([
  ["Case", ["a", "b", "c", "d"]],
  ["timestamp", ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"]],
  ["notes", ["fine", null, "hm", null]],
])("a column %s that says something else in every row is no rater's", (column, cells) => {
  expect(find({ [column]: cells, ann, ben })).toEqual({ results: [], others: [column] });
});

test.each(["gold", "Majority", "ground_truth", "final label"])("a column %s is a result, not a rater", (column) => {
  expect(find({ ann, ben, [column]: ben })).toEqual({ results: [column], others: [] });
});

test.each([
  ["raters who share no label", { ann: ["a", "b"], ben: ["c", "d"] }],
  ["a rater who repeats labels that only this one gives", { ann, ben, cam: ["maybe", "maybe", "maybe", "no idea"] }],
  ["a rater of a single label", { ann, ben, cam: ["maybe", null, null, null] }],
  ["a rater beside a result", { ann, gold: ben }],
])("%s stay", (_, table) => {
  expect(find(table)).toEqual({ results: [], others: [] });
});
