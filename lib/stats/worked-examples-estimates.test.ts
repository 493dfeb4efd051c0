import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dawidSkene } from "@/lib/stats/aggregation/dawid-skene";
import { listVotes } from "@/lib/stats/aggregation/label-votes";
import { clusteredMean } from "@/lib/stats/effects/clustered-mean";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { correctedPrevalence } from "@/lib/stats/judges/corrected-prevalence";
import { stratifiedPoweredMean } from "@/lib/stats/judges/stratified-powered-mean";
import { comparisonModel } from "@/lib/stats/ranking/comparison-model";
import { anytimeMean } from "@/lib/stats/sequential/anytime-mean";
import type { Interval } from "./interval";
import { requireDefined } from "./require-defined";

const three = (value: number) => value.toFixed(3).replace(/^(-?)0\./, "$1.");
const range = ({ low, high }: Interval) => `${three(low)} to ${three(high)}`;
const readPage = (name: string) => readFileSync(`docs/methods/${name}.md`, "utf8");

describe("docs/methods/estimates.md", () => {
  const page = readPage("estimates");

  test("the corrected rate is the page's", () => {
    const rates = { sensitivity: 0.9, positives: 60, specificity: 0.85, negatives: 140 };
    const { value, interval } = requireDefined(correctedPrevalence({ share: 0.3, tested: 500 }, rates));
    expect(page).toContain(`the corrected rate is ${three(value)}, ${range(interval)}.`);
  });

  test("the rate by strata is the page's", () => {
    const repeat = (ones: number, of: number) => Array.from({ length: of }, (_, i) => Number(i < ones));
    const { value, interval } = requireDefined(
      stratifiedPoweredMean([
        { labels: [1, 0, 1, 1, 0, 1], judged: [1, 0, 1, 0, 0, 1], judgedUnlabeled: repeat(6, 10) },
        { labels: [0, 0, 1, 0], judged: [1, 0, 1, 0], judgedUnlabeled: repeat(3, 12) },
      ]),
    );
    expect(page).toContain(`Together ${three(value)}, ${range(requireDefined(interval))}.`);
  });

  test("the interval that may be watched is the page's", () => {
    const hits = Array.from({ length: 100 }, (_, i) => Number(i % 4 !== 3));
    const { value, interval } = anytimeMean(hits);
    const single = proportionInterval(75, 100);
    expect(page).toContain(
      `${three(value)}, ${range(interval)} however often you look; Wilson's interval for one look is ${range(single)}.`,
    );
  });
});

test("docs/methods/ranking.md has the strengths of its example of comparisons", () => {
  const won: [winner: number, loser: number, times: number][] = [
    [0, 1, 2],
    [1, 0, 3],
    [0, 3, 1],
    [3, 0, 4],
    [1, 2, 5],
    [2, 1, 3],
    [2, 3, 1],
    [3, 2, 3],
  ];
  const rows = won.flatMap(([winner, loser, times]) => Array.from({ length: times }, () => ({ winner, loser })));
  const { strengths } = requireDefined(
    comparisonModel(4, {
      left: rows.map(({ winner }) => winner),
      right: rows.map(({ loser }) => loser),
      outcome: rows.map(() => 1),
    }),
  );
  const [a, b, c, d] = strengths.map(({ value }) => three(Math.exp(value)));
  expect(readPage("ranking")).toContain(`exp(strength) is ${a}, ${b}, ${c} and ${d} (`);
});

test("docs/methods/effects.md has the mean over prompts of its example", () => {
  const prompts = [[1, 0, -1, 0], [1, 1, 0], [-1, 0], [0, 1, 1, -1, 0], [1], [0, 0], [-1, 1, 0]];
  const keys = prompts.flatMap((own, prompt) => own.map(() => prompt));
  const { value, standardError, df } = requireDefined(clusteredMean(prompts.flat(), keys));
  const plain = requireDefined(clusteredMean(prompts.flat()));
  expect(readPage("effects")).toContain(
    `the mean is ${three(value)} with error ${three(standardError)} and ${df.toFixed(1)} degrees of freedom; taken as independent the error is ${three(plain.standardError)}.`,
  );
});

test("docs/methods/aggregation.md has the class that a rater never met", () => {
  const votes = listVotes([
    { task: "a", worker: "w2", label: 0 },
    { task: "b", worker: "w1", label: 1 },
    { task: "c", worker: "w1", label: 0 },
  ]);
  const { logLikelihood, posterior } = requireDefined(dawidSkene(votes));
  expect(logLikelihood).toBeCloseTo(-Math.log(4), 9);
  expect(readPage("aggregation")).toContain(
    `the log-likelihood is -ln 4 and the first item stays open, ${[posterior[0], posterior[1]].map((own) => three(own).replace(/0+$/, "")).join(" and ")}`,
  );
});

test("every page that what-can-go-wrong.md links to is there", () => {
  const links = [...readPage("what-can-go-wrong").matchAll(/\]\(([a-z-]+)\.md\)/g)].map(([, name = ""]) => name);
  expect(links.length).toBeGreaterThan(4);
  for (const name of links) expect(readPage(name).length).toBeGreaterThan(500);
});
