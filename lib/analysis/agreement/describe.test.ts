import { describe, expect, test } from "vitest";
import {
  describeAgreement,
  describePairs,
  describePrevalence,
  describeRule,
  describeTally,
} from "@/lib/analysis/agreement/describe";
import { measureAgreement } from "@/lib/analysis/agreement/detail";
import { printAgreement } from "@/lib/analysis/agreement/print";
import { noFilter } from "@/lib/analysis/filter";
import { labelTableFrom } from "@/lib/analysis/label-table-from";
import { emptyTally } from "@/lib/analysis/tally";
import { questionSchema } from "@/lib/questions/question-schema";

const question = questionSchema.parse({
  key: "safe",
  type: "choice",
  text: "Is it safe?",
  options: ["yes", "no"].map((key) => ({ key, label: key })),
});

/** Two people on so many items, who disagree on every fifth. */
function measure(items: number, people = ["anna", "ben"]) {
  const labels = Array.from({ length: items }, (_, item) =>
    people.map((rater, place) => ({
      item: String(item),
      rater,
      question: "safe",
      value: item % 2 === 0 || (item % 5 === 0 && place === 1) ? "yes" : "no",
    })),
  ).flat();
  return measureAgreement(labelTableFrom({ questions: [question], labels }), question, noFilter);
}

describe("in a sentence", () => {
  test("agreement has its coefficient, its interval and its n", () => {
    expect(describeAgreement(measure(40))).toMatch(
      /^90 % \[\d+, \d+\] of the pairs of labels on an item are the same; Krippendorff's alpha, nominal is \.\d\d \[\.\d\d, \.\d\d\] over 40 items and 2 people\.$/,
    );
  });

  test("a dominant answer is named, with AC1 beside alpha", () => {
    const labels = Array.from({ length: 60 }, (_, item) =>
      ["anna", "ben"].map((rater, place) => ({
        item: String(item),
        rater,
        question: "safe",
        value: item % 12 === 0 && place === 0 ? "no" : "yes",
      })),
    ).flat();
    const figures = measureAgreement(labelTableFrom({ questions: [question], labels }), question, noFilter);
    expect(describeAgreement(figures)).toMatch(
      /alpha, nominal is −\.03 .* “yes” is 96 % \[\d+, \S+\] of an item's labels, which pulls kappa and alpha down; Gwet's AC1, which stays near percent agreement then, is \.91 \[\.7\d, \.9\d\]\.$/,
    );
    expect(describeAgreement(measure(40))).not.toContain("AC1");
  });

  test("a mean over pairs of a crowd says that its interval is a jackknife's, and nothing else does", () => {
    const crowd = Array.from({ length: 12 }, (_, place) => `person ${String(place).padStart(2, "0")}`);
    const labels = Array.from({ length: 180 }, (_, item) =>
      crowd.map((rater, place) => ({
        item: String(item),
        rater,
        question: "safe",
        value: (item * (place + 3) * 7919) % 101 < (item % 3 === 0 ? 70 : 25) ? "yes" : "no",
      })),
    ).flat();
    const figures = measureAgreement(labelTableFrom({ questions: [question], labels }), question, noFilter);
    const last = (given: typeof figures) => printAgreement(given).at(-1);
    expect(last(figures)).toMatch(
      /Bayesian bootstrap .*seed\. By a jackknife instead, as draws would take too long: Cohen's kappa, mean of pairs\.$/,
    );
    expect(last(measure(40))).not.toContain("jackknife");
  });

  test("nothing to compare says why", () => {
    expect(describeAgreement(measure(3, ["anna"]))).toBe(
      "Nothing to compare yet: 3 labels of 1 person on 3 items, and no item has labels of two people.",
    );
  });

  test("pairs are a range, or why there are none", () => {
    expect(describePairs(measure(40, ["anna", "ben", "cleo"]).pairs)).toMatch(
      /^Cohen's kappa of the 3 pairs of 3 people runs from \.\d\d to 1\.00\.$/,
    );
    expect(describePairs(measure(5).pairs)).toBe(
      "No pair of people is shown: no two people share 20 items (5 at most).",
    );
  });

  test("the most common answer", () => {
    expect(describePrevalence(measure(40).prevalence)).toBe(
      "The most common answer is “yes”, 55 % [40, 69] of an item's labels on average (80 labels in all).",
    );
  });

  test("what is no value, and what counts", () => {
    expect(describeTally(emptyTally())).toBe("");
    expect(describeTally({ ...emptyTally(), cannotJudge: 2, unparsed: 1200 })).toBe("2 cannot judge, 1,200 unparsed");
    expect(describeRule({ version: "all", countRepeats: true, countSimulated: true })).toBe(
      "All protocol versions, repeats counted, simulated raters.",
    );
  });
});
