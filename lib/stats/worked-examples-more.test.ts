import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hardLabels, listVotes } from "@/lib/stats/aggregation/label-votes";
import { mace } from "@/lib/stats/aggregation/mace";
import { majorityVote } from "@/lib/stats/aggregation/majority-vote";
import { oneCoinDawidSkene } from "@/lib/stats/aggregation/one-coin-dawid-skene";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { alphaByRaters } from "@/lib/stats/agreement/two-way-agreement";
import { fisherExact } from "@/lib/stats/effects/fisher-exact";
import { pairedProportionDifference } from "@/lib/stats/effects/paired-proportion-difference";
import { proportionDifference } from "@/lib/stats/effects/proportion-difference";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { pairedTest, standardisedDifference } from "@/lib/stats/effects/standardised-difference";
import { lengthEffect, type SizedPair } from "@/lib/stats/judges/length-effect";
import { unitsForInterval, unitsForPower } from "@/lib/stats/planning/kappa-planning";
import { expectedHalfWidths, ratersForHalfWidth, unitsForHalfWidth } from "@/lib/stats/planning/kappa-width";
import { unitsForProportion, unitsPerGroup } from "@/lib/stats/planning/proportion-planning";
import { bradleyTerry } from "@/lib/stats/ranking/bradley-terry";
import { bootstrapInterval } from "@/lib/stats/resampling/bootstrap-interval";
import { jackknifeInterval } from "@/lib/stats/resampling/jackknife-interval";
import { jackknifeEstimates } from "@/lib/stats/resampling/resampling";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { type ResampledOver, twoWayBootstrap } from "@/lib/stats/resampling/two-way-bootstrap";
import { codeRatings } from "./coded-ratings";
import type { Interval } from "./interval";
import { requireDefined } from "./require-defined";

const three = (value: number) => value.toFixed(3).replace(/^(-?)0\./, "$1.");
const range = ({ low, high }: Interval) => `${three(low)} to ${three(high)}`;
const readPage = (name: string) => readFileSync(`docs/methods/${name}.md`, "utf8");

describe("docs/methods/ranking.md", () => {
  const page = readPage("ranking");
  const citations = [
    [714, 730, 498, 221],
    [33, 425, 68, 17],
    [320, 813, 1072, 142],
    [284, 276, 325, 188],
  ];

  test.each([
    ["Communications in Statistics", 1],
    ["JASA", 2],
    ["JRSS-B", 3],
  ])("prints what is computed: %s", (name, place) => {
    const own = requireDefined(bradleyTerry(citations, { reference: 0 })).strengths[place];
    const cells = own && [name, three(own.value), three(own.standardError), range(own.interval)];
    expect(page).toContain(`| ${cells?.join(" | ")} |`);
  });

  test("prints what is computed: the length effect", () => {
    const many = (times: number, verdict: SizedPair["verdict"], first: number, second: number) =>
      Array.from({ length: times }, (): SizedPair => ({ verdict, first, second }));
    const { longerWins, slope } = requireDefined(
      lengthEffect([
        ...many(30, "first", 2, 1),
        ...many(10, "second", 2, 1),
        ...many(12, "first", 1, 2),
        ...many(24, "second", 1, 2),
      ]),
    );
    const { value, count, of, interval } = requireDefined(longerWins);
    expect(page).toContain(`wins ${count} of ${of} (${three(value)}, ${range(interval)})`);
    const own = requireDefined(slope);
    expect(page).toContain(`the slope is ${three(own.slope)} per doubling, ${range(requireDefined(own.interval))}`);
  });
});

describe("docs/methods/aggregation.md", () => {
  const page = readPage("aggregation");
  const rows = page
    .split("\n")
    .filter((line) => /^\| \d \|/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(2, 6)
        .map((cell) => cell.trim()),
    );
  const triples = rows.flatMap((row, task) =>
    row.map((label, worker) => ({ task: String(task + 1), worker: String(worker), label })),
  );
  const votes = listVotes(triples, ["yes", "no"]);
  const print = (name: string, numbers: Float64Array, posterior: Float64Array) => {
    const { codes, tied } = hardLabels(posterior, 2);
    expect([codes[1], codes[4], tied[1], tied[4]]).toEqual([1, 1, 0, 0]);
    return `| ${[name, ...[...numbers].map(three), "no"].join(" | ")} |`;
  };

  test("prints what is computed: ties", () => {
    const vote = majorityVote(codeRatings(rows));
    expect([...vote.tied]).toEqual([0, 1, 0, 0, 1, 0]);
    expect(vote.labeled).toBe(4);
  });

  test("prints what is computed: the models", () => {
    const coin = requireDefined(oneCoinDawidSkene(votes));
    expect(page).toContain(print("one coin, chance of being right", coin.skill, coin.posterior));
    const spam = requireDefined(mace(votes, { random: seededRandom(1) }));
    expect(page).toContain(print("MACE, competence", spam.competence, spam.posterior));
  });
});

describe("docs/methods/effects.md", () => {
  const page = readPage("effects");

  test("prints what is computed: two proportions", () => {
    const [a, b] = [
      { count: 56, of: 70 },
      { count: 48, of: 80 },
    ];
    const { value, interval } = proportionDifference(a, b);
    const score = proportionDifference(a, b, { method: "miettinen-nurminen" }).interval;
    const p = three(fisherExact(56, 14, 48, 32));
    expect(page).toContain(
      `${three(value)}, ${range(interval)} after Newcombe and ${range(score)} after Miettinen and Nurminen; Fisher's exact p is ${p}`,
    );
    expect(page).toContain(`0 of 20 still has an upper end (${three(proportionInterval(0, 20).high)})`);
  });

  test("prints what is computed: means", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { cohensD, interval } = requireDefined(standardisedDifference(first, second));
    expect(page).toContain(`d is ${three(cohensD)} (${range(interval)})`);
    const paired = requireDefined(pairedTest(first, second));
    expect(page).toContain(`the mean difference is ${three(paired.difference)}, ${range(paired.interval)}`);
  });
});

describe("docs/methods/effects.md, pairs", () => {
  test("prints what is computed", () => {
    const counts = { both: 36, firstOnly: 12, secondOnly: 2, neither: 0 };
    const [newcombe, tango] = (["newcombe", "tango"] as const).map(
      (method) => pairedProportionDifference(counts, { method }).interval,
    );
    expect(readPage("effects")).toContain(
      `is .200, ${newcombe && range(newcombe)} after Newcombe and ${tango && range(tango)} after Tango`,
    );
  });
});

describe("docs/methods/planning.md", () => {
  const page = readPage("planning");
  const unitsWith = (raters: number) =>
    unitsForInterval({ shares: [0.3, 0.7], raters }, { anticipated: 0.6, low: 0.4 }).units;
  const widths = expectedHalfWidths({ shares: [0.3, 0.7] }, 0.6, [50, 100, 200, 400]).map(({ halfWidth }) =>
    three(halfWidth),
  );

  test.each([
    ["power .8, two raters", Math.ceil(unitsForPower({ shares: [0.3, 0.7] }, { hypothesis: 0.4, alternative: 0.6 }))],
    ["where .6 is expected, two raters", unitsWith(2)],
    ["the same, three raters", unitsWith(3)],
    ["the same, five raters", unitsWith(5)],
    ["at 50, 100, 200, 400 items", widths.join(", ")],
    [
      "to +- .1, two, three, five raters",
      [2, 3, 5]
        .map((raters) => unitsForHalfWidth({ shares: [0.3, 0.7], raters }, { kappa: 0.6, halfWidth: 0.1 }))
        .join(", "),
    ],
    [
      "to +- .1 on 150 items",
      requireDefined(ratersForHalfWidth([0.3, 0.7], { kappa: 0.6, halfWidth: 0.1, units: 150 })),
    ],
    ["the rate itself to +- .05, one label each", unitsForProportion(0.3, 0.05)],
    ["three labels each that agree at .6", unitsForProportion(0.3, 0.05, { raters: 3, agreement: 0.6 })],
    ["to tell .3 from .45 with power .8", unitsPerGroup(0.3, 0.45)],
  ])("prints what is computed: %s", (question, answer) => {
    expect(page).toContain(`${question} | ${answer} |`);
  });
});

describe("docs/methods/resampling.md", () => {
  const page = readPage("resampling");
  const ratings = codeRatings([
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
  ]);
  const { value } = requireDefined(krippendorffAlpha(ratings));

  test("prints what is computed: over units and by jackknife", () => {
    expect(page).toContain(`nominal alpha ${three(value)}, 1,000 replicates, seed 1`);
    const drawn = requireDefined(bootstrapInterval(alphaStatistic(ratings), { random: seededRandom(1) }));
    expect(page).toContain(`| bootstrap over units | ${range(drawn.interval)} | ${drawn.undefinedReplicates} |`);
    const leftOut = jackknifeEstimates(alphaStatistic(ratings));
    const jackknife = requireDefined(jackknifeInterval(value, leftOut, { highest: 1 }));
    expect(page).toContain(`| jackknife | ${range(requireDefined(jackknife.interval))} | |`);
  });

  test.each<ResampledOver>(["raters", "both"])("prints what is computed: over %s", (over) => {
    const drawn = requireDefined(twoWayBootstrap(alphaByRaters(ratings), { over, random: seededRandom(1) }));
    expect(page).toContain(`| bootstrap over ${over} | ${range(drawn.interval)} | ${drawn.undefinedReplicates} |`);
  });
});
