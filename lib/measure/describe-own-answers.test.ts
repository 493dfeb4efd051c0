import { expect, test } from "vitest";
import { classFigures } from "@/lib/measure/class-figures";
import { describeOwnAnswers } from "@/lib/measure/describe-own-answers";
import { tableGround } from "@/lib/measure/table";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";

const categories = ["safe", "unsafe", "garbage"];

/** Two people on twenty items, and a judge. */
function describeJudge(judge: (item: number) => string, people: (item: number) => string = () => "safe") {
  const rows = Array.from({ length: 20 }, (_, item) => [people(item), item === 0 ? "unsafe" : people(item)]);
  const table = { ...codeRatings(rows, categories), names: ["ann", "ben"] };
  const codes = Int32Array.from(rows, (_, item) => categories.indexOf(judge(item)));
  const rules = { level: "nominal", weights: "unweighted", seed: 1, clusters: null, epsilon: 0.2 } as const;
  const given = tableGround(table, codes, rules);
  return describeOwnAnswers(requireDefined(classFigures(given.ground, given.codes)), "gpt");
}

test("what only the judge says is named with how often", () => {
  expect(describeJudge((item) => (item > 16 ? "garbage" : "safe"))).toBe(
    "Said by gpt and by no person: “garbage” (3 times).",
  );
});

test("what one person said once is no answer of the judge's own, though never a majority", () => {
  expect(describeJudge(() => "unsafe")).toBe("");
});
