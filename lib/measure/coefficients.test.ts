import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { measureAgreement } from "@/lib/measure/agreement";
import { coefficients } from "@/lib/measure/coefficients";
import { designOf } from "@/lib/measure/design";
import { coefficientOf, keys } from "@/lib/measure/measured";
import type { NamedRatings, Ratings } from "@/lib/measure/ratings";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { defined, undefinedBecause } from "@/lib/stats/defined";
import { requireDefined } from "@/lib/stats/require-defined";

const rows = Array.from({ length: 40 }, (_, unit) => [(unit % 4) + 1, ((unit + (unit % 3)) % 4) + 1, (unit % 4) + 1]);
const coded: NamedRatings = { ...codeRatings(rows), names: ["ann", "ben", "cleo"] };
const design = designOf({ items: Int32Array.from(rows.keys()), prompts: Int32Array.from(rows.keys()) }, 1);

const given = (own: Partial<Ratings> = {}): Ratings => ({
  level: "ordinal",
  weights: "quadratic",
  votes: coded,
  people: defined(coded),
  options: null,
  sets: null,
  ...own,
});

/** What the documentation says of every coefficient, one a row. */
const table = Object.values(coefficients).map((kind) => {
  const level = kind.levels.includes("nominal") ? "nominal" : (kind.levels[0] ?? "nominal");
  const people = { ...coded, raters: kind.key === keys.cohen ? 2 : 3 };
  const name = kind.name(given({ level, weights: "unweighted", people: defined(people) }));
  const levels = kind.levels.map((own) => own.replace("-", " ")).join(", ");
  return `| \`${kind.key}\` | ${name.replace(", nominal", "")} | ${levels} | ${kind.needs} | ${kind.source} |`;
});

describe("the coefficients", () => {
  test("stand in the documentation, each with its source", () => {
    const docs = readFileSync(join(import.meta.dirname, "../../docs/methods/agreement.md"), "utf8");
    for (const row of table) expect(docs).toContain(row);
    expect(docs.match(/^\| `/gm)).toHaveLength(table.length);
  });

  test("have a key each", () => {
    expect(Object.values(coefficients).map(({ key }) => key)).toEqual(Object.values(keys));
  });

  test("are the same as functions of weights and by their formula", () => {
    const { measured } = measureAgreement(given(), design);
    const value = (key: (typeof keys)[keyof typeof keys]) => requireDefined(coefficientOf(measured, key)).value;
    const weights = { weights: "quadratic" } as const;
    expect(value(keys.percent)).toBeCloseTo(requireDefined(coefficients.percent.exact(coded)).value, 12);
    expect(value(keys.alpha)).toBeCloseTo(
      requireDefined(coefficients.alpha.exact(coded, { level: "ordinal" })).value,
      12,
    );
    expect(value(keys.gwet)).toBeCloseTo(requireDefined(coefficients.gwet.exact(coded, weights)).value, 12);
    expect(value(keys.fleiss)).toBeCloseTo(requireDefined(coefficients.fleiss.exact(coded, weights)).value, 12);
    expect(value(keys.conger)).toBeCloseTo(requireDefined(coefficients.conger.exact(coded, weights)).value, 12);
    expect(value(keys.evenChance)).toBeCloseTo(requireDefined(coefficients.evenChance.exact(coded, weights)).value, 12);
    expect(value(keys.weightedOfPairs)).toBeCloseTo(
      requireDefined(coefficients.weightedOfPairs.exact(coded, weights)).value,
      12,
    );
    expect(value(keys.pooled)).toBeCloseTo(requireDefined(coefficients.pooled.exact(coded)).value, 12);
    const { forms } = requireDefined(coefficients.icc21.exact(coded));
    expect(value(keys.icc21)).toBeCloseTo(requireDefined(forms["2,1"]).value, 12);
  });

  test("do not depend on the order of people, nor on that of categories without one", () => {
    const words = codeRatings(rows.map((row) => row.map((own) => `label ${own}`)));
    const turned = codeRatings(
      rows.map((row) => row.map((own) => `label ${own}`).toReversed()),
      [...words.categories].reverse(),
    );
    const nominal = { level: "nominal", weights: "unweighted" } as const;
    const one = measureAgreement(
      given({ ...nominal, votes: words, people: defined({ ...words, names: ["ann", "ben", "cleo"] }) }),
      design,
    );
    const other = measureAgreement(
      given({ ...nominal, votes: turned, people: defined({ ...turned, names: ["cleo", "ben", "ann"] }) }),
      design,
    );
    expect(other.measured).toEqual(one.measured);
  });

  test("that ask who gave which label say why nobody can tell, and the others stand", () => {
    const { measured } = measureAgreement(given({ people: undefinedBecause("the people are anonymous") }), design);
    for (const { key, estimate } of measured) {
      const kind = Object.values(coefficients).find((own) => own.key === key);
      expect([key, estimate.defined]).toEqual([key, kind?.needs === "votes"]);
      if (!estimate.defined) expect(estimate.because).toBe("the people are anonymous");
    }
  });

  test("percent agreement counts what is the same, whatever the weights", () => {
    const near = measureAgreement(given(), design).measured;
    const plain = measureAgreement(given({ weights: "unweighted" }), design).measured;
    expect(coefficientOf(near, keys.percent)).toEqual(coefficientOf(plain, keys.percent));
  });
});
