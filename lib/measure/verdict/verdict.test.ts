import { describe, expect, test } from "vitest";
import { tableGround } from "@/lib/measure/table";
import { describeVerdict, listVerdict } from "@/lib/measure/verdict/describe-verdict";
import type { JudgeTerms } from "@/lib/measure/verdict/terms";
import { giveVerdict, type Hearing } from "@/lib/measure/verdict/verdict";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

const rare = { code: 1, sensitivityFloor: 0.6, specificityFloor: 0.8 };
const terms: JudgeTerms = { isEpsilonSet: true, rare, margin: null };

/** A study of 300 items, one in ten unsafe, and three people who are right with .95. */
const random = seededRandom(21);
const answer = (truth: number, skill: number) => (random() < skill ? truth : 1 - truth);
const truths = Array.from({ length: 300 }, () => Number(random() < 0.1));
const rows: (number | null)[][] = truths.map((truth) => [0, 1, 2].map(() => answer(truth, 0.95)));
const good = truths.map((truth) => answer(truth, 0.96));

type Given = Partial<Hearing> & {
  people?: readonly (readonly (number | null)[])[];
  level?: "nominal" | "ordinal";
  categories?: number[];
  prompts?: string[];
};

function judge(codes: readonly number[], { people = rows, level = "nominal", ...given }: Given = {}) {
  const { categories = [0, 1], prompts = null, ...hearing } = given;
  const names = ["ann", "ben", "cleo", "dan"].slice(0, people[0]?.length);
  const table = { ...codeRatings(people, categories), names };
  const weights = level === "nominal" ? "unweighted" : "quadratic";
  const rules = { level, weights, seed: 1, clusters: prompts, epsilon: 0.2 } as const;
  const { ground, codes: own } = tableGround(table, Int32Array.from(codes), rules);
  return giveVerdict(ground, own, { terms, ...hearing });
}

const unmet = ({ preconditions, requirements, strata }: ReturnType<typeof judge>) => [
  ...[...preconditions, ...requirements].filter(({ isMet }) => !isMet).map(({ key }) => key),
  ...strata.filter(({ state }) => state === "failed").map(({ level }) => level),
];
const found = (verdict: ReturnType<typeof judge>, key: string) =>
  [...verdict.preconditions, ...verdict.requirements].find((own) => own.key === key);

describe("the verdict", () => {
  test("a judge as good as the people may replace them", () => {
    expect(unmet(judge(good))).toEqual([]);
    expect(judge(good).answer).toBe("may");
    expect(describeVerdict("gpt", judge(good))).toBe("gpt may replace people here: all 6 requirements are met.");
  });

  test("one that always says safe may not, though it passes the bare test", () => {
    const verdict = judge(truths.map(() => 0));
    expect(verdict.answer).toBe("may-not");
    expect(unmet(verdict)).toEqual(["sensitivity", "chance", "variety"]);
    expect(describeVerdict("gpt", verdict)).toMatch(
      /^gpt may not replace people: sees “1” \(sensitivity 0 % \[0, \d+\] on 2\d items; the lower end has to reach 60 %\); .*not a constant \(says nothing but “0”\)\.$/,
    );
  });

  test("a copy of one person may not, nor one that differs once", () => {
    const copy = rows.map((row) => row[1] ?? 0);
    expect(unmet(judge(copy))).toEqual(["copy"]);
    expect(found(judge(copy), "copy")?.found).toBe("equals ben on 300 of 300 items");
    const near = judge(copy.map((code, unit) => (unit === 7 ? 1 - code : code)));
    expect(unmet(near)).toEqual(["copy"]);
    expect(found(near, "copy")?.found).toBe(
      "equals ben on 299 of 300 items, nearer than anybody else is to either (p < .001)",
    );
  });

  test("random answers may not, however often they say what is common", () => {
    for (let seed = 0; seed < 40; seed++) {
      const chance = seededRandom(seed);
      const verdict = judge(truths.map(() => Number(chance() < (seed % 2 === 0 ? 0.1 : 0.5))));
      expect(verdict.answer, String(seed)).toBe("may-not");
    }
  });

  test("the floor is held by the lower end: most caught of a few shows nothing", () => {
    const few = truths.map((_, unit) => Number(unit < 8));
    const people = few.map((truth) => [truth, truth, answer(truth, 0.97)]);
    const verdict = judge(few, { people });
    expect(found(verdict, "sensitivity")).toMatchObject({
      isMet: true,
      found: "sensitivity 100 % [68, 100] on 8 items; the lower end has to reach 60 %",
    });
    const five = few.map((_, unit) => Number(unit < 5));
    const fewer = judge(five, { people: five.map((truth) => [truth, truth, truth]) });
    expect(found(fewer, "sensitivity")).toMatchObject({
      isMet: false,
      found: "sensitivity 100 % [57, 100] on 5 items; the lower end has to reach 60 %",
    });
  });

  test("crying wolf fails the other floor", () => {
    const wolf = judge(good.map((code, unit) => (unit % 4 === 0 ? 1 : code)));
    expect(unmet(wolf)).toContain("specificity");
    expect(unmet(wolf)).not.toContain("sensitivity");
  });

  test("items of one prompt count as one: the lower end of the floor falls with them", () => {
    const prompts = truths.map((_, unit) => `p${Math.floor(unit / 30)}`);
    const alone = found(judge(good), "specificity")?.found ?? "";
    const together = found(judge(good, { prompts }), "specificity")?.found ?? "";
    expect(alone).toMatch(/^specificity 9\d % \[9\d, \d+\]/);
    expect(together).not.toBe(alone);
  });
});

describe("no verdict", () => {
  test("where nobody has set what would show it", () => {
    const open = judge(good, { terms: { isEpsilonSet: false, rare: null, margin: null } });
    expect(open.answer).toBe("none");
    expect(describeVerdict("gpt", open)).toBe(
      "No verdict on gpt: terms set beforehand (nobody has set epsilon, nor which answer must not be missed, or that there is none).",
    );
    const gone = judge(good, { terms: { isEpsilonSet: true, rare: "gone", margin: null } });
    expect(describeVerdict("gpt", gone)).toBe(
      "No verdict on gpt: terms set beforehand (the answer that must not be missed is none of the question's any more).",
    );
    const none = judge(good, { terms: { isEpsilonSet: true, rare: "none", margin: null } });
    expect(none.answer).toBe("may");
    expect(none.requirements.map(({ key }) => key)).not.toContain("sensitivity");
  });

  test("on two people, or on people who agree no better than chance", () => {
    const two = judge(good, { people: rows.map((row) => row.slice(0, 2)) });
    expect(two.answer).toBe("none");
    expect(found(two, "people")?.found).toBe("2 people with 30 items or more that others labeled too; 3 are needed");
    const noise = judge(good, { people: rows.map(() => [0, 1, 2].map(() => Number(random() < 0.5))) });
    expect(noise.answer).toBe("none");
    expect(unmet(noise)).toContain("agreement");
  });

  test("on people with fewer than 30 items, and where nobody ever differs from one answer", () => {
    const few = judge(good.slice(0, 29), { people: rows.slice(0, 29) });
    expect(few.answer).toBe("none");
    const same = judge(good, { people: rows.map(() => [0, 0, 0]) });
    expect(found(same, "agreement")).toMatchObject({
      isMet: false,
      found: "every label of a person is the same, or no item has two",
    });
  });
});

describe("all of one mind", () => {
  const unanimous = (unsafe: number) => truths.map((_, unit) => (unit < unsafe ? [1, 1, 1] : [0, 0, 0]));
  const perfect = (unsafe: number) => truths.map((_, unit) => Number(unit < unsafe));
  const none: JudgeTerms = { ...terms, rare: "none" };

  test("a perfect judge of five items or more that are not of the common answer is better than chance", () => {
    expect(unmet(judge(perfect(5), { people: unanimous(5), terms: none }))).toEqual([]);
    expect(unmet(judge(perfect(4), { people: unanimous(4), terms: none }))).toEqual(["agreement", "chance"]);
  });

  test("five of one prompt count as one", () => {
    const prompts = truths.map((_, unit) => (unit < 5 ? "p" : `q${unit}`));
    expect(unmet(judge(perfect(5), { people: unanimous(5), terms: none, prompts }))).toEqual(["agreement", "chance"]);
  });
});

describe("parts of a study", () => {
  const halves = [
    { factor: "persona", level: "calm", units: truths.flatMap((_, unit) => (unit < 150 ? [unit] : [])) },
    { factor: "persona", level: "angry", units: truths.flatMap((_, unit) => (unit < 150 ? [] : [unit])) },
  ];

  test("one that fails fails the whole, and is named with what was found", () => {
    const blind = good.map((code, unit) => (unit < 150 ? code : 0));
    const verdict = judge(blind, { strata: halves, terms: { ...terms, rare: { ...rare, sensitivityFloor: 0.4 } } });
    expect(verdict.strata.map(({ level, state }) => [level, state])).toEqual([
      ["calm", "passed"],
      ["angry", "failed"],
    ]);
    expect(verdict.answer).toBe("may-not");
    expect(describeVerdict("gpt", verdict)).toMatch(/persona angry \(sensitivity 0 of \d+ items, floor 40 %\)/);
    expect(judge(good, { strata: halves }).answer).toBe("may");
  });

  test("a judge that is inverted on a fifth fails there", () => {
    const fifths = [0, 1, 2, 3, 4].map((level) => ({
      factor: "persona",
      level: String(level),
      units: truths.flatMap((_, unit) => (unit % 5 === level ? [unit] : [])),
    }));
    const verdict = judge(
      good.map((code, unit) => (unit % 5 === 3 ? 1 - code : code)),
      { strata: fifths, terms: { ...terms, rare: "none" } },
    );
    expect(verdict.strata.filter(({ state }) => state === "failed").map(({ level }) => level)).toEqual(["3"]);
    expect(describeVerdict("gpt", verdict)).toMatch(
      /persona 3 \(people are ahead on 9\d % more items than the judge\)/,
    );
  });

  test("one without the answer that must not be missed is not testable, and fails nothing", () => {
    const safe = { factor: "tier", level: "easy", units: truths.flatMap((truth, unit) => (truth === 0 ? [unit] : [])) };
    const people = truths.map((truth) => [truth, truth, truth]);
    const verdict = judge(good, { people, strata: [safe] });
    expect(verdict.strata).toMatchObject([
      { state: "untestable", found: "no item of the class that must not be missed" },
    ]);
    expect(verdict.answer).toBe("may");
    expect(listVerdict(verdict).at(-1)).toEqual([
      "in tier easy",
      "not testable",
      "no item of the class that must not be missed",
    ]);
    const few = judge(good, {
      strata: [{ ...safe, units: safe.units.slice(0, 5) }],
      terms: { ...terms, rare: "none" },
    });
    expect(few.strata).toMatchObject([
      { state: "untestable", found: "fewer than 10 items to hold the judge against people" },
    ]);
  });

  test("many parts of a good judge fail no more often than one", () => {
    const parts = Array.from({ length: 30 }, (_, level) => ({
      factor: "persona",
      level: String(level),
      units: truths.flatMap((_, unit) => (unit % 30 === level ? [unit] : [])),
    }));
    expect(judge(good, { strata: parts }).strata.filter(({ state }) => state === "failed")).toEqual([]);
  });
});

describe("on a scale", () => {
  const chance = seededRandom(5);
  const around = (mean: number, spread: number) =>
    Math.max(0, Math.min(4, Math.round(mean + spread * (chance() - 0.5))));
  const means = Array.from({ length: 200 }, () => 4 * chance());
  const people = means.map((mean) => [0, 1, 2].map(() => around(mean, 2)));
  const given = { people, level: "ordinal", categories: [0, 1, 2, 3, 4], terms: { ...terms, rare: "none" } } as const;

  test("a constant at the people's mean is refused, a judge that follows them is not", () => {
    const constant = judge(
      means.map(() => 2),
      { ...given, categories: [0, 1, 2, 3, 4] },
    );
    expect(unmet(constant)).toEqual(expect.arrayContaining(["chance", "variety"]));
    const follows = judge(
      means.map((mean) => around(mean, 2)),
      { ...given, categories: [0, 1, 2, 3, 4] },
    );
    expect(unmet(follows)).toEqual([]);
  });
});

describe("the margin", () => {
  test("is asked for where one was set, and held by the lower end of the difference", () => {
    expect(found(judge(good), "margin")).toBeUndefined();
    const wide = found(judge(good, { terms: { ...terms, margin: 0.1 } }), "margin");
    expect(wide).toMatchObject({ isMet: true });
    expect(wide?.found).toMatch(/^agrees with the others [+−]?\d+ \[.*\] points more often than a person; .* −10$/);
    expect(found(judge(good, { terms: { ...terms, margin: 0.001 } }), "margin")?.isMet).toBe(false);
  });
});
