import { countScriptBytes } from "./page-scripts";
import { expect, test } from "./test";

test("the labeling page loads at most 90 kB of script beyond an empty page, so that a phone has it soon", () => {
  const bytes = countScriptBytes("(labeling)/studies/[studyId]/annotate");
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(90_000);
});
