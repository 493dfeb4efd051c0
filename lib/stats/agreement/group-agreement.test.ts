import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { groupAgreement } from "./group-agreement";
import { krippendorffAlpha } from "./krippendorff-alpha";

const path = "../shared/data/dices/dices_350_crowdsourced.json";

/** Two people a group, who agree with each other and turn the other group's answers round in a quarter of the units. */
const apart = codeRatings(
  Array.from({ length: 24 }, (_, unit) => {
    const own = unit % 3 === 0 ? "a" : "b";
    const other = unit % 4 !== 0 ? own : own === "a" ? "b" : "a";
    return [own, own, own, other, other, other];
  }),
);

describe("groups with views of their own", () => {
  const [first, second] = groupAgreement(apart, [0, 0, 0, 1, 1, 1], { random: seededRandom(1), permutations: 400 });

  test("agree within and not across, and the ratio says so beyond chance", () => {
    expect(requireDefined(first.inGroup).value).toBeCloseTo(1, 12);
    expect(requireDefined(second.inGroup).value).toBeCloseTo(1, 12);
    const { value, p } = requireDefined(first.ratio);
    expect(value).toBeGreaterThan(2);
    // One of ten ways to halve six people: no fewer than a tenth of the draws are as extreme.
    expect(requireDefined(p)).toBeGreaterThan(0.1);
    expect(requireDefined(p)).toBeLessThan(0.35);
  });

  test("have a cross-group figure that is the same from both sides", () => {
    expect(requireDefined(first.crossGroup).value).toBeCloseTo(requireDefined(second.crossGroup).value, 12);
  });
});

test("a group's own agreement is Krippendorff's alpha of its raters, gaps and order included", () => {
  const rows = [
    [1, 2, null, 3, 1],
    [2, 2, 3, 3, null],
    [3, 3, 3, 1, 2],
    [1, null, 1, 2, 2],
    [4, 4, 3, 4, 4],
  ];
  const random = seededRandom(1);
  const options = { random, permutations: 1, level: "interval" } as const;
  const [own] = groupAgreement(codeRatings(rows), [0, 0, 0, 1, 1], options);
  const alone = krippendorffAlpha(codeRatings(rows.map((row) => row.slice(0, 3))), { level: "interval" });
  expect(requireDefined(own.inGroup).value).toBeCloseTo(requireDefined(alone).value, 12);
});

test("one rater has no agreement within, and everybody alike none across", () => {
  const same = codeRatings([["a", "a", "a"]], ["a", "b"]);
  const [one, two] = groupAgreement(same, [0, 1, 1], { random: seededRandom(1), permutations: 10 });
  expect(one.inGroup).toEqual({ defined: false, because: expect.stringContaining("no two of the group") });
  expect(two.crossGroup).toEqual({ defined: false, because: expect.stringContaining("all ratings are the same") });
});

test.skipIf(!existsSync(path))(
  "the first 40 raters of DICES-350 against the others are as computed plainly (needs ../shared)",
  () => {
    const { instances }: { instances: { annotations: { safety: { individual_human_scores: string[] } } }[] } =
      JSON.parse(readFileSync(path, "utf8"));
    const ratings = codeRatings(instances.map(({ annotations }) => annotations.safety.individual_human_scores));
    const groups = Array.from({ length: ratings.raters }, (_, rater) => (rater < 40 ? 0 : 1));
    const [first, others] = groupAgreement(ratings, groups, { random: seededRandom(1), permutations: 20 });
    // By a loop over all pairs in Python 3.11.
    expect(requireDefined(first.inGroup).value).toBeCloseTo(0.15846055525195057, 12);
    expect(requireDefined(others.inGroup).value).toBeCloseTo(0.162771917569284, 12);
    expect(requireDefined(first.crossGroup).value).toBeCloseTo(0.1594407146089838, 12);
    expect(requireDefined(first.ratio).value).toBeCloseTo(0.9938525152785662, 12);
  },
);
