import { expect, test } from "vitest";
import { describeOffScale, TallyCounter } from "@/lib/analysis/tally";

function tallyOf(values: readonly string[]) {
  const counter = new TallyCounter();
  for (const value of values) counter.add({ state: "OFF_SCALE", value, given: -1, refusal: -1 });
  return counter.finish();
}

test("values off the scale stand by how often they were said, then by size, whatever the order of the answers", () => {
  const said = ["10", "-1", "4.33", "7", "9", "7", "perhaps", "4.33", "7"];
  const tally = tallyOf(said);
  expect(tally).toMatchObject({ offScale: 9, offScaleValues: ["7", "4.33", "-1", "9", "10"], offScaleOthers: 1 });
  expect(tallyOf(said.toReversed())).toEqual(tally);
  expect(describeOffScale(tally)).toBe("9 not on this version's scale (7, 4.33, -1, 9, 10, and 1 other value)");
});

test("words off the scale stand behind numbers in the order of text, and all of them are named where they are few", () => {
  const tally = tallyOf(["maybe", "a bit", "5x", "10", "9"]);
  expect(describeOffScale(tally)).toBe("5 not on this version's scale (9, 10, 5x, a bit, maybe)");
});
