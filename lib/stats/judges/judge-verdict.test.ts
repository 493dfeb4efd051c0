import { describe, expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { judgeVerdict } from "./judge-verdict";

const terms = { epsilon: 0.2, rareClass: 1, sensitivityFloor: 0.6 };
const random = seededRandom(21);
const truths = Array.from({ length: 300 }, () => Number(random() < 0.1));
const rate = (truth: number, skill: number) => (random() < skill ? truth : 1 - truth);
const rows = truths.map((truth) => [rate(truth, 0.95), rate(truth, 0.95), rate(truth, 0.95)]);
const humans = codeRatings(rows, [0, 1]);
const failed = (judge: Int32Array) =>
  judgeVerdict(humans, judge, terms).requirements.flatMap(({ name, isMet }) => (isMet ? [] : [name]));

describe("judgeVerdict", () => {
  test("a judge as good as the people may replace them", () => {
    expect(failed(Int32Array.from(truths, (truth) => rate(truth, 0.96)))).toEqual([]);
  });

  test("one that always says safe never may, though it passes the bare test", () => {
    const names = failed(new Int32Array(300));
    expect(names).not.toContain("alternative-annotator test");
    expect(names).toEqual(["sensitivity to the rare class", "beyond chance", "not a constant"]);
  });

  test("random judges never may, however often they say what is common", () => {
    for (let seed = 0; seed < 100; seed++) {
      const chance = seededRandom(seed);
      const judge = Int32Array.from(truths, () => Number(chance() < (seed % 2 === 0 ? 0.1 : 0.5)));
      expect(judgeVerdict(humans, judge, terms).mayReplace).toBe(false);
    }
  });

  test("a copy of one rater is reported as that", () => {
    const verdict = judgeVerdict(
      humans,
      Int32Array.from(rows, (row) => row[1]),
      terms,
    );
    expect(verdict.mayReplace).toBe(false);
    expect(verdict.requirements.at(-1)).toEqual({
      name: "not a copy of one rater",
      isMet: false,
      found: "equals rater 2 on all 300 units they share",
    });
  });

  test("a stratum that fails fails the whole", () => {
    const half = truths.map((_, unit) => (unit < 150 ? "calm" : "angry"));
    const judge = Int32Array.from(truths, (truth, unit) => (unit < 150 ? rate(truth, 0.98) : 0));
    const verdict = judgeVerdict(humans, judge, { ...terms, sensitivityFloor: 0.3 }, { persona: half });
    expect(verdict.strata.map(({ name, mayReplace }) => [name, mayReplace])).toEqual([
      ["persona: calm", true],
      ["persona: angry", false],
    ]);
    expect(verdict.mayReplace).toBe(false);
  });

  test("two humans are not enough, and humans who agree no better than chance are no measure", () => {
    const two = codeRatings(
      rows.map((row) => row.slice(0, 2)),
      [0, 1],
    );
    const judge = Int32Array.from(truths);
    expect(judgeVerdict(two, judge, terms).requirements[0]).toMatchObject({
      isMet: false,
      found: "2 humans with 30 units or more, of 3 needed",
    });
    const noise = codeRatings(
      truths.map(() => [0, 1, 2].map(() => Number(random() < 0.5))),
      [0, 1],
    );
    expect(judgeVerdict(noise, judge, terms).requirements.find(({ name }) => name === "humans agree")?.isMet).toBe(
      false,
    );
  });

  test("winning against half of the humans passes the test, less does not", () => {
    // Two humans agree on every other unit. The judge says what the second says where they differ, and errs on some of the rest.
    const unsure = (errors: number) => {
      const pair = Array.from({ length: 100 }, (_, unit) => [
        unit % 4 < 2 ? 0 : 1,
        unit % 2 === 0 ? (unit % 4 < 2 ? 0 : 1) : unit % 4 < 2 ? 1 : 0,
      ]);
      const judge = Int32Array.from(pair, ([first, second], unit) =>
        first === second && unit % 100 < 2 * errors ? 1 - (second as number) : (second as number),
      );
      const own = judgeVerdict(codeRatings(pair, [0, 1]), judge, { ...terms, minimumHumans: 2 });
      return own.requirements.find(({ name }) => name === "alternative-annotator test");
    };
    expect(unsure(30)).toMatchObject({ isMet: true, found: "winning rate 0.5" });
    expect(unsure(50)).toMatchObject({ isMet: false, found: "winning rate 0" });
  });

  test("agreement above chance has to be sure of it: the lower end counts, not the value", () => {
    const faint = seededRandom(2);
    const pick = (truth: number) => (faint() < 0.6 ? truth : 1 - truth);
    const few = truths.slice(0, 40).map((_, unit) => unit % 2);
    const noisy = codeRatings(
      few.map((truth) => [pick(truth), pick(truth), pick(truth)]),
      [0, 1],
    );
    const { requirements } = judgeVerdict(noisy, Int32Array.from(few, pick), terms);
    for (const name of ["humans agree", "beyond chance"]) {
      const own = requirements.find((requirement) => requirement.name === name);
      expect(own?.isMet, name).toBe(false);
      expect(own?.found, name).toMatch(/(alpha|majority) 0\.\d+, lower end -0\.\d+/);
    }
  });

  test("refuses a judge of another length and a class that is not there", () => {
    expect(() => judgeVerdict(humans, Int32Array.of(0), terms)).toThrow("judgeVerdict: 1 labels");
    expect(() => judgeVerdict(humans, Int32Array.from(truths), { ...terms, rareClass: 2 })).toThrow("no category 2");
  });
});
