import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { brennanPrediger } from "@/lib/stats/agreement/brennan-prediger";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { congerKappa } from "@/lib/stats/agreement/conger-kappa";
import { tableFromRows } from "@/lib/stats/agreement/contingency-table";
import { fleissKappa } from "@/lib/stats/agreement/fleiss-kappa";
import { gwetAc } from "@/lib/stats/agreement/gwet-ac";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { meanPairwiseKappa } from "@/lib/stats/agreement/mean-pairwise-kappa";
import { percentAgreement } from "@/lib/stats/agreement/percent-agreement";
import { classify } from "@/lib/stats/comparison/classification";
import { correctedPrevalence } from "@/lib/stats/judges/corrected-prevalence";
import { codeRatings } from "./coded-ratings";
import type { Defined } from "./defined";
import type { Interval } from "./interval";
import { requireDefined } from "./require-defined";

const three = (value: number) => value.toFixed(3).replace(/^0/, "");
const range = ({ low, high }: Interval) => `${three(low)} to ${three(high)}`;

describe("docs/methods/agreement.md", () => {
  const page = readFileSync("docs/methods/agreement.md", "utf8");
  const observers = [
    [1, 1, null, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [null, 5, 5, 5],
    [null, null, 1, 1],
    [null, null, 3, null],
  ];
  const ratings = codeRatings(observers);
  type Measured = Defined<{ value: number; interval: Defined<Interval> }>;
  const rows: readonly [string, Measured][] = [
    ["percent agreement", percentAgreement(ratings)],
    ["mean pairwise kappa", meanPairwiseKappa(ratings)],
    ["Conger's kappa", congerKappa(ratings)],
    ["Fleiss' kappa, per unit", fleissKappa(ratings)],
    ["Fleiss' kappa, pooled", fleissKappa(ratings, { unequal: "pooled" })],
    ["Fleiss' kappa, complete", fleissKappa(ratings, { unequal: "complete" })],
    ["Krippendorff's alpha, nominal", krippendorffAlpha(ratings)],
    ["Krippendorff's alpha, ordinal", krippendorffAlpha(ratings, { level: "ordinal" })],
    ["Krippendorff's alpha, interval", krippendorffAlpha(ratings, { level: "interval" })],
    ["Krippendorff's alpha, ratio", krippendorffAlpha(ratings, { level: "ratio" })],
    ["Gwet's AC1", gwetAc(ratings)],
    ["Brennan-Prediger", brennanPrediger(ratings)],
  ];

  test.each(rows)("prints what is computed: %s", (name, result) => {
    const { value, interval } = requireDefined(result);
    const ends = interval.defined ? range(interval.value) : "none known: resample";
    expect(page).toContain(`| ${name} | ${three(value)} | ${ends} |`);
  });

  test.each([
    ["balanced", 40, 9, 6, 45],
    ["lopsided", 80, 10, 5, 5],
  ])("prints what is computed: the %s table", (name, a, b, c, d) => {
    const times = (count: number, row: string[]) => Array.from({ length: count }, () => row);
    const units = [
      ...times(a, ["yes", "yes"]),
      ...times(b, ["yes", "no"]),
      ...times(c, ["no", "yes"]),
      ...times(d, ["no", "no"]),
    ];
    const kappa = requireDefined(
      cohenKappa(
        tableFromRows([
          [a, b],
          [c, d],
        ]),
      ),
    );
    const ac1 = requireDefined(gwetAc(codeRatings(units)));
    expect(page).toContain(`| ${name} | ${a} | ${b} | ${c} | ${d} | ${three(kappa.value)} | ${three(ac1.value)} |`);
    expect(three(kappa.observed)).toBe(".850");
  });
});

describe("docs/methods/judges.md", () => {
  const page = readFileSync("docs/methods/judges.md", "utf8");

  test.each([
    [
      "judge",
      [
        [6, 4],
        [5, 85],
      ],
    ],
    [
      "always safe",
      [
        [0, 10],
        [0, 90],
      ],
    ],
  ])("prints what is computed: %s", (name, rows) => {
    const report = requireDefined(classify(tableFromRows(rows, ["unsafe", "safe"])));
    const unsafe = report.classes[0];
    const sensitivity = unsafe?.sensitivity.defined ? unsafe.sensitivity.value : null;
    const or = (result: Defined<{ value: number }> | Defined<number> | undefined) => {
      if (!result?.defined) return "undefined";
      return three(typeof result.value === "number" ? result.value : result.value.value);
    };
    const cells = [
      name,
      three(report.accuracy.value),
      three(report.balancedAccuracy),
      `${three(sensitivity?.value ?? Number.NaN)} (${sensitivity ? range(sensitivity.interval) : ""})`,
      or(unsafe?.precision),
      or(report.mcc),
    ];
    expect(page).toContain(`| ${cells.join(" | ")} |`);
  });

  test("prints what is computed: the corrected rate", () => {
    const rates = { sensitivity: 0.9, specificity: 0.85, positives: 100, negatives: 100 };
    const { value, interval, apparent } = requireDefined(correctedPrevalence({ share: 0.7, tested: 1000 }, rates));
    expect(page).toContain(`The corrected rate is ${three(value)}, interval ${range(interval)}`);
    expect(page).toContain(`the ${range(apparent.interval)} of the raw rate`);
  });
});
