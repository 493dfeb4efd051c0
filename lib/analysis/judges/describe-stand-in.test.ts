import { expect, test } from "vitest";
import { describeStandIns } from "@/lib/analysis/judges/describe-stand-in";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { defined, undefinedBecause } from "@/lib/stats/defined";

const tested = defined({
  epsilon: 0.2,
  alignment: "accuracy",
  winningRate: 0.5,
  winningInterval: { low: 0.0126, high: 0.9874, level: 0.95, method: "clopper-pearson" },
  leftOut: 1,
  minimumUnits: 30,
  unitsLeftOut: 2,
  advantage: { value: 0.8, interval: defined({ low: 0.7, high: 0.9 }), undefinedReplicates: 0 },
  people: [{ isWon: true }, { isWon: false }],
});
const rowsOf = (names: readonly string[], standIn: unknown) =>
  names.map((name) => ({ name, standIn })) as unknown as JudgeRow[];

test("a tested judge has its numbers in a sentence, and what was left out", () => {
  expect(describeStandIns(rowsOf(["a"], tested))).toBe(
    "a wins against 1 of 2 people at epsilon .20 (omega .50 [.01, .99] over people) and agrees with the others at least as well as a person on 80 % [70, 90] of items. Not tested: 1 person with fewer than 30 items, 2 items without an answer or a second person.",
  );
});

test("many judges are three sentences and a number, and those not tested share one", () => {
  const words = describeStandIns([
    ...rowsOf(["a", "b", "c", "d", "e"], tested),
    ...rowsOf(["f", "g", "h", "i"], undefinedBecause("nobody shares 30 items")),
  ]);
  expect(words.match(/wins against/g)).toHaveLength(3);
  expect(words).toMatch(/2 more in the table\. 4 others: not tested, because nobody shares 30 items\.$/);
});
