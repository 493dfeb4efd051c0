import { expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { describeAnswers, describeJudges, describeTies } from "@/lib/analysis/judges/describe";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { labelTableFrom } from "@/lib/analysis/label-table-from";
import { questionSchema } from "@/lib/questions/question-schema";

const question = questionSchema.parse({
  key: "safe",
  type: "choice",
  text: "Is it safe?",
  options: ["yes", "no"].map((key) => ({ key, label: key })),
});
const people = ["anna", "ben", "cleo"];
const labels = Array.from({ length: 20 }, (_, item) => [
  ...people.map((rater) => ({ item: String(item), rater, question: "safe", value: item % 2 ? "yes" : "no" })),
  { item: String(item), rater: "judge", question: "safe", value: item < 5 ? "yes" : item % 2 ? "yes" : "no" },
]).flat();
const raters = { judge: { kind: "JUDGE" as const, modelName: "a model" } };
const figures = measureJudges(labelTableFrom({ questions: [question], labels, raters }), question, noFilter);

test("a judge stands beside the people in one sentence, without an adjective", () => {
  expect(describeJudges(figures)).toMatch(
    /^People agree with the majority of the other people on 100 % \[8\d, 100\] of 60 labels\. On the labels that each judge can be held beside: a model 85 % where people do 100 %, −15 \[−\d+, \S+\] points on \d+ labels\.$/,
  );
  expect(describeJudges({ ...figures, rows: [] })).toBe("No judge has labels for this question.");
});

test("everything that a judge left out is said", () => {
  const [row] = figures.rows;
  if (!row) throw new Error("no judge");
  expect(describeAnswers(row)).toBe("20 of 20 items");
  const tally = { ...row.tally, unparsed: 1, refusal: 2 };
  expect(describeAnswers({ ...row, answered: 16, silent: 1, tally })).toBe(
    "16 of 20 items; 1 unparsed; 2 refusal; 1 without an answer",
  );
});

test("the tie rule is printed, also where it cannot hold", () => {
  expect(describeTies({ rule: "CATEGORY", hasNoTie: false, tiedUnits: 202 })).toBe(
    "202 tied votes of people counted as a tie.",
  );
  expect(describeTies({ rule: "CATEGORY", hasNoTie: true, tiedUnits: 1 })).toBe(
    "1 tied vote of people left out: this question has no tie.",
  );
  expect(describeTies({ rule: "EXCLUDE", hasNoTie: false, tiedUnits: 3 })).toBe("3 tied votes of people left out.");
  expect(describeTies({ rule: "FILE", hasNoTie: false, tiedUnits: 3 })).toBe("The majority is the file's own.");
});
