import { expect, test } from "vitest";
import { agreementBasis } from "@/lib/analysis/agreement/basis";
import { noFilter } from "@/lib/analysis/filter";
import { judgeBasis } from "@/lib/analysis/judges/basis";
import { labelTableFrom, type PlainLabel } from "@/lib/analysis/label-table-from";
import { questionSchema } from "@/lib/questions/question-schema";

const question = questionSchema.parse({
  key: "safe",
  type: "choice",
  text: "Is it safe?",
  options: ["yes", "no"].map((key) => ({ key, label: key })),
});

const label = (rater: string, value: string, more: Partial<PlainLabel> = {}): PlainLabel => ({
  item: "item",
  rater,
  question: "safe",
  value,
  ...more,
});

/** The category of each person's own column, where repeats count. */
function columnsOf(labels: readonly PlainLabel[]) {
  const table = labelTableFrom({ questions: [question], labels, study: { countRepeats: true } });
  const basis = agreementBasis(table, question, noFilter);
  const ratings = [basis.byRater?.ratings, judgeBasis(table, question, noFilter).people];
  return ratings.map((own) => [...(own?.codes ?? [])].map((code) => own?.categories[code]));
}

test("a person's own column holds the first vote, wherever the repeat stands in the file", () => {
  const again = label("ann", "no", { purpose: "REPEAT" });
  for (const labels of [
    [label("ann", "yes"), again, label("ben", "yes")],
    [again, label("ann", "yes"), label("ben", "yes")],
  ])
    expect(columnsOf(labels)).toEqual([
      ["yes", "yes"],
      ["yes", "yes"],
    ]);
});

test("of several votes in a file the lowest occurrence is the first", () => {
  const labels = [3, 2, 1].map((occurrence) => label("ann", occurrence === 1 ? "yes" : "no", { occurrence }));
  expect(columnsOf(labels)).toEqual([["yes"], ["yes"]]);
  expect(columnsOf(labels.slice(0, 2))).toEqual([["no"], ["no"]]);
});
