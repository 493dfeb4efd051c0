import { describe, expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { likenesses } from "./near-copy";

/** `studies` studies of 300 units, one in ten unsafe, and raters who are right with the chances of `skills`. */
function simulate(seed: number, skills: readonly number[]) {
  const random = seededRandom(seed);
  const rate = (truth: number, skill: number) => (random() < skill ? truth : 1 - truth);
  const truths = Array.from({ length: 300 }, () => Number(random() < 0.1));
  const rows = truths.map((truth) => skills.map((skill) => rate(truth, skill)));
  const judge = (skill: number) => Int32Array.from(truths, (truth) => rate(truth, skill));
  const copy = (rater: number) => Int32Array.from(rows, (row) => row[rater] ?? -1);
  return { humans: codeRatings(rows, [0, 1]), judge, copy, random };
}

const studies = 100;
/** In how many of 100 studies the judge is taken for a copy of somebody. */
const flagged = (make: (study: ReturnType<typeof simulate>) => Int32Array, skills = [0.95, 0.95, 0.95]) =>
  Array.from({ length: studies }, (_, seed) => simulate(seed, skills)).filter((study) =>
    likenesses(study.humans, make(study)).some(({ isCopy, p }) => isCopy || p < 0.05),
  ).length;

describe("likenesses", () => {
  test("a copy is found, and so is a copy but for one unit, or for three", () => {
    for (const changed of [0, 1, 3]) {
      const made = flagged(({ copy }) => copy(1).map((code, unit) => (unit < changed ? 1 - code : code)));
      expect(made, `${changed} changed`).toBeGreaterThanOrEqual(98);
    }
  });

  test("a judge that is one more rater, or better than each, is taken for a copy of nobody", () => {
    for (const skill of [0.9, 0.95, 0.99, 1])
      expect(
        flagged(({ judge }) => judge(skill)),
        `right with ${skill}`,
      ).toBeLessThanOrEqual(2);
  });

  test("the most alike come first, with what they share", () => {
    const humans = codeRatings(
      Array.from({ length: 40 }, (_, unit) => [unit % 2, unit < 10 ? null : unit % 3 === 0 ? 0 : 1, 0]),
      [0, 1],
    );
    const judge = Int32Array.from({ length: 40 }, (_, unit) => (unit === 7 ? -1 : unit % 2));
    const [first, ...more] = likenesses(humans, judge, 20);
    expect(first).toMatchObject({ rater: 0, same: 39, shared: 39, isCopy: true });
    expect(more.map(({ rater, shared }) => [rater, shared])).toEqual([
      [2, 39],
      [1, 30],
    ]);
    expect(likenesses(humans, judge, 31).map(({ rater }) => rater)).toEqual([0, 2]);
  });

  test("who equals two raters throughout copies neither, whatever the third says", () => {
    const humans = codeRatings(
      Array.from({ length: 40 }, (_, unit) => [unit % 2, unit % 2, unit === 3 ? 0 : unit % 2]),
      [0, 1],
    );
    const judge = Int32Array.from({ length: 40 }, (_, unit) => unit % 2);
    expect(likenesses(humans, judge).map(({ isCopy }) => isCopy)).toEqual([false, false, false]);
    const third = judge.map((code, unit) => (unit === 3 ? 0 : code));
    expect(likenesses(humans, third)[0]).toMatchObject({ rater: 2, same: 40, isCopy: true });
  });

  test("where raters are all of one mind, who agrees with them copies nobody", () => {
    const humans = codeRatings(
      Array.from({ length: 40 }, (_, unit) => [unit % 2, unit % 2]),
      [0, 1],
    );
    const alike = likenesses(
      humans,
      Int32Array.from({ length: 40 }, (_, unit) => unit % 2),
    );
    expect(alike.map(({ isCopy, p }) => [isCopy, p])).toEqual([
      [false, 1],
      [false, 1],
    ]);
  });

  test("p by hand: five units tell a judge from the second rater, none the other way", () => {
    // On 5 of 40 the second differs from the first and the judge follows the first; else all are alike: 2 x 1/32.
    const humans = codeRatings(
      Array.from({ length: 40 }, (_, unit) => [unit % 2, unit < 5 ? 1 - (unit % 2) : unit % 2]),
      [0, 1],
    );
    const [nearest] = likenesses(
      humans,
      Int32Array.from({ length: 40 }, (_, unit) => unit % 2),
    );
    expect(nearest).toMatchObject({ rater: 0, same: 40 });
    expect(nearest?.p).toBeCloseTo(2 / 32, 12);
  });

  test("refuses a judge of another length", () => {
    expect(() => likenesses(codeRatings([[0]], [0]), Int32Array.of())).toThrow("likenesses: 0 labels");
  });
});
