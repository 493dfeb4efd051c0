import { describe, expect, test } from "vitest";
import { type CodedRatings, codeRatings } from "@/lib/stats/coded-ratings";
import { judgeVerdict } from "./judge-verdict";

const terms = { epsilon: 0.2, rareClass: 1, sensitivityFloor: 0.5 };
const truth = (unit: number) => Number(unit % 4 === 0);
const panel = (units: number, label: (unit: number, rater: number) => number | null) =>
  codeRatings(
    Array.from({ length: units }, (_, unit) => [0, 1, 2].map((rater) => label(unit, rater))),
    [0, 1],
  );
const judgeOf = (units: number, label: (unit: number) => number) =>
  Int32Array.from({ length: units }, (_, u) => label(u));
const weighed = (humans: CodedRatings, judge: Int32Array, name: string, own: Partial<typeof terms> = {}) =>
  judgeVerdict(humans, judge, { ...terms, ...own }).requirements.find((requirement) => requirement.name === name);

const unanimous = panel(120, truth);

describe("a requirement of the verdict", () => {
  test("may be about the first class", () => {
    const found = weighed(unanimous, judgeOf(120, truth), "sensitivity to the rare class", { rareClass: 0 });
    expect(found).toMatchObject({ isMet: true, found: "90 of 90, floor 0.5" });
  });

  test("is met at the very floor", () => {
    const half = judgeOf(120, (unit) => Number(unit % 8 === 0));
    const name = "sensitivity to the rare class";
    expect(weighed(unanimous, half, name)).toMatchObject({ isMet: true, found: "15 of 30, floor 0.5" });
    expect(weighed(unanimous, half, name, { sensitivityFloor: 0.51 })?.isMet).toBe(false);
  });

  test("is not met where there is nothing to weigh", () => {
    const silent = judgeOf(120, () => -1);
    for (const name of [
      "sensitivity to the rare class",
      "beyond chance",
      "alternative-annotator test",
      "enough humans",
    ])
      expect(weighed(unanimous, silent, name)?.isMet, name).toBe(false);
    const neverUnsafe = panel(120, () => 0);
    for (const name of ["sensitivity to the rare class", "humans agree"])
      expect(weighed(neverUnsafe, judgeOf(120, truth), name)?.isMet, name).toBe(false);
  });

  test("humans who never differ agree", () => {
    expect(weighed(unanimous, judgeOf(120, truth), "humans agree")?.isMet).toBe(true);
  });

  test("counts no human where nobody shares enough units, and none wins", () => {
    const few = panel(29, truth);
    expect(weighed(few, judgeOf(29, truth), "enough humans")?.found).toBe(
      "0 humans with 30 units or more, of 3 needed",
    );
    expect(weighed(few, judgeOf(29, truth), "alternative-annotator test")?.isMet).toBe(false);
  });

  test("leaves out units without the judge or without a majority", () => {
    const tied = panel(120, (unit, rater) => (unit < 40 ? (rater < 2 ? rater : null) : truth(unit)));
    const judge = judgeOf(120, (unit) => (unit < 80 ? truth(unit) : -1));
    expect(weighed(tied, judge, "beyond chance")?.found).toMatch(/^kappa with the majority 1,/);
  });

  test("names what a constant judge says, and how many answers occur", () => {
    expect(
      weighed(
        unanimous,
        judgeOf(120, () => 1),
        "not a constant",
      ),
    ).toMatchObject({
      ...{ isMet: false, found: "the judge never says anything but 1" },
    });
    expect(weighed(unanimous, judgeOf(120, truth), "not a constant")?.found).toBe("2 answers occur");
  });
});

describe("a copy of one rater", () => {
  const name = "not a copy of one rater";
  /** The first rater alone differs, on one unit. */
  const differing = (units: number, at: number) =>
    panel(units, (unit, rater) => (unit === at && rater === 0 ? 1 - truth(unit) : truth(unit)));
  const first = (units: number, at: number) => judgeOf(units, (unit) => (unit === at ? 1 - truth(unit) : truth(unit)));

  test("is one from thirty shared units on", () => {
    expect(weighed(differing(30, 7), first(30, 7), name)).toMatchObject({
      isMet: false,
      found: "equals rater 1 on all 30 units they share",
    });
    expect(weighed(differing(29, 7), first(29, 7), name)?.isMet).toBe(true);
  });

  test("is told wherever the people differ", () => {
    for (const at of [0, 39]) expect(weighed(differing(40, at), first(40, at), name)?.isMet, String(at)).toBe(false);
  });

  test("is none where all people say the same", () => {
    expect(weighed(unanimous, judgeOf(120, truth), name)).toMatchObject({
      isMet: true,
      found: "equals no single rater throughout",
    });
  });

  test("is counted on the units that both labeled", () => {
    const partly = panel(60, (unit, rater) =>
      rater === 0 && unit >= 40 ? null : unit === 3 && rater === 0 ? 1 - truth(unit) : truth(unit),
    );
    const judge = judgeOf(60, (unit) => (unit === 3 ? 1 - truth(unit) : unit < 5 && unit !== 3 ? -1 : truth(unit)));
    expect(weighed(partly, judge, name)?.found).toBe("equals rater 1 on all 36 units they share");
  });
});
