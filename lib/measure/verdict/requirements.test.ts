import { expect, test } from "vitest";
import { classFigures } from "@/lib/measure/class-figures";
import type { Ground } from "@/lib/measure/ground";
import { standIn } from "@/lib/measure/stand-in";
import { tableGround } from "@/lib/measure/table";
import { peopleAlpha } from "@/lib/measure/verdict/evidence";
import { lowerEnd, weighPeople, weighRare } from "@/lib/measure/verdict/requirements";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { undefinedBecause } from "@/lib/stats/defined";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

const random = seededRandom(5);
const near = (value: number, most: number) => Math.max(0, Math.min(most, value + (random() < 0.4 ? 1 : 0)));

function makeGround(level: "nominal" | "ordinal", most: number) {
  const truths = Array.from({ length: 80 }, (_, unit) => unit % (most + 1));
  const people = truths.map((truth) => [0, 1, 2].map(() => near(truth, most)));
  const categories = Array.from({ length: most + 1 }, (_, code) => code);
  const table = { ...codeRatings(people, categories), names: ["ann", "ben", "cleo"] };
  const weights = level === "nominal" ? "unweighted" : "quadratic";
  const rules = { level, weights, seed: 1, clusters: null, epsilon: 0.2 } as const;
  return tableGround(table, Int32Array.from(truths), rules);
}

const untested = undefinedBecause("nobody has enough");
const weigh = (ground: Ground) => weighPeople(ground, { test: untested, peopleAlpha: peopleAlpha(ground) });

test("where nobody could be tested, it is said why", () => {
  const [people] = weigh(makeGround("nominal", 1).ground);
  expect(people).toMatchObject({
    isMet: false,
    found: "nobody has enough",
  });
});

test("on a scale people who are a point apart agree more than on names of the same", () => {
  const said = (level: "nominal" | "ordinal") => weigh(makeGround(level, 4).ground)[1]?.found ?? "";
  const [onScale, onNames] = [said("ordinal"), said("nominal")];
  expect(onScale).toMatch(/^alpha \.9/);
  expect(onNames).toMatch(/^alpha \.[3-6]/);
});

test("a floor that the lower end just reaches is held, and one above it is not", () => {
  const { ground, codes } = makeGround("nominal", 1);
  const own = requireDefined(classFigures(ground, codes)).find(({ label }) => label === ground.categories[1]?.label);
  if (!own) throw new Error("the class never occurs");
  const ends = [own.sensitivity, own.specificity].map((figure) => lowerEnd(requireDefined(figure)));
  const weighWith = (more: number) => {
    const [sensitivityFloor = 0, specificityFloor = 0] = ends.map((end) => end + more);
    const rare = { code: 1, sensitivityFloor, specificityFloor };
    return weighRare(ground, { classes: classFigures(ground, codes) }, { isEpsilonSet: true, rare, margin: null }).map(
      ({ isMet }) => isMet,
    );
  };
  expect(weighWith(0)).toEqual([true, true]);
  expect(weighWith(1e-9)).toEqual([false, false]);
});

test("with fewer than twenty prompts there is no test of a judge in a person's place", () => {
  const truths = Array.from({ length: 80 }, (_, unit) => unit % 2);
  const table = {
    ...codeRatings(
      truths.map((truth) => [truth, truth, truth]),
      [0, 1],
    ),
    names: ["ann", "ben", "cleo"],
  };
  const tested = (prompts: number) => {
    const clusters = truths.map((_, unit) => `p${unit % prompts}`);
    const rules = { level: "nominal", weights: "unweighted", seed: 1, clusters, epsilon: 0.2 } as const;
    const { ground, codes } = tableGround(table, Int32Array.from(truths), rules);
    return standIn(ground, codes);
  };
  expect(tested(20).defined).toBe(true);
  expect(tested(19)).toMatchObject({ defined: false, because: expect.stringMatching(/^19 prompts are too few/) });
});
