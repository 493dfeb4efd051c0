import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { decide, levelsNeeded } from "./decision-study";
import { generalizability } from "./generalizability";
import { anovaVariances, type CrossedScores } from "./mean-squares";

/* Scores and what R makes of them: see references.md. */

const references: {
  two: { labels: string[]; components: number[]; rho: number; rhoEnds: number[] };
  gaps: { labels: string[]; components: number[] };
  three: { labels: string[][]; meanSquares: number[]; components: number[] };
} = JSON.parse(readFileSync(new URL("references.json", import.meta.url), "utf8"));

/** Rows are objects, digits raters; several tables are levels of a second facet. */
function read(tables: readonly (readonly string[])[]): CrossedScores {
  const cells = tables.flatMap((rows, table) =>
    rows.flatMap((row, object) =>
      [...row].flatMap((digit, rater) => (digit === "." ? [] : [{ table, object, rater, score: Number(digit) }])),
    ),
  );
  const [objects, raters] = [tables[0].length, tables[0][0].length];
  const codes = [Int32Array.from(cells, ({ object }) => object), Int32Array.from(cells, ({ rater }) => rater)];
  const score = Float64Array.from(cells, (cell) => cell.score);
  if (tables.length === 1) return { score, codes, sizes: [objects, raters] };
  return {
    score,
    codes: [...codes, Int32Array.from(cells, ({ table }) => table)],
    sizes: [objects, raters, tables.length],
  };
}

const near = (found: readonly number[], expected: readonly number[], digits = 5) => {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, digits);
};

const study = (scores: CrossedScores, method?: "ANOVA" | "REML") =>
  requireDefined(generalizability(scores, { random: seededRandom(1), ...(method ? { method } : {}) }));

// Shrout and Fleiss, Psychological Bulletin 86 (1979) 420-428, table 2: six targets, four judges (10 stands for no digit: subtract 1).
const shroutFleiss = read([["8147", "5021", "7357", "6015", "9458", "5136"]]);

describe("variances", () => {
  test("of objects and raters are R's, by analysis of variance and by restricted likelihood", () => {
    const [objects, raters, rest] = references.two.components;
    const scores = read([references.two.labels]);
    near(
      study(scores).variances.map(({ variance }) => variance),
      [objects, raters, rest],
    );
    near(
      study(scores, "REML").variances.map(({ variance }) => variance),
      [objects, raters, rest],
    );
  });

  test("of a table with gaps are lme4's, without an interval", () => {
    const { method, variances, observed } = study(read([references.gaps.labels]));
    expect(method).toBe("REML");
    near(
      variances.map(({ variance }) => variance),
      references.gaps.components,
    );
    expect(observed.phi.interval).toEqual({ defined: false, because: expect.stringContaining("cells are empty") });
  });

  test("of objects, raters and criteria are R's mean squares and lme4's components", () => {
    const scores = read(references.three.labels);
    const [p, i, r, pi, pr, ir, rest] = references.three.meanSquares;
    near(
      requireDefined(anovaVariances(scores)).map(({ meanSquare }) => meanSquare),
      [p, r, pr, i, pi, ir, rest],
    );
    const [vp, vi, vr, vpi, vpr, vir, left] = references.three.components;
    near(
      study(scores, "REML").variances.map(({ variance }) => variance),
      [vp, vr, vpr, vi, vpi, vir, left],
    );
  });

  test("below 0 are handed out, marked, and count as 0", () => {
    const { variances, observed } = study(read([["19", "28", "37", "46", "55", "64"]]));
    expect(variances[0].variance).toBeLessThan(0);
    expect(variances[0].isNegative).toBe(true);
    expect(observed.phi.value).toBe(0);
  });
});

describe("coefficients", () => {
  test("are the published ICC(2,1), ICC(2,4), ICC(3,1) and ICC(3,4) of six targets and four judges", () => {
    const { single, observed } = study(shroutFleiss);
    const two = ({ value }: { value: number }) => value.toFixed(2);
    expect([single.phi, observed.phi, single.rho, observed.rho].map(two)).toEqual(["0.29", "0.62", "0.71", "0.91"]);
  });

  test("have, for rho and one facet, the exact interval by F", () => {
    const { rho } = study(read([references.two.labels])).observed;
    const { low, high } = requireDefined(rho.interval);
    expect(rho.value).toBeCloseTo(references.two.rho, 8);
    expect(low).toBeCloseTo(references.two.rhoEnds[0], 1.7);
    expect(high).toBeCloseTo(references.two.rhoEnds[1], 1.7);
  });

  test("reach their target with the levels that are said to be needed, and not with one fewer", () => {
    const variances = [0.5, 0.2, 0.9, 0, 0, 0, 0];
    for (const coefficient of ["phi", "rho"] as const) {
      const needed = levelsNeeded(variances, [3, 2], { facet: 0, coefficient }) ?? 0;
      expect(decide(variances, [needed, 2])[coefficient]).toBeGreaterThanOrEqual(0.8);
      expect(decide(variances, [needed - 1, 2])[coefficient]).toBeLessThan(0.8);
    }
  });

  test("cannot be reached by more raters where too few criteria are the trouble", () => {
    expect(levelsNeeded([0.1, 0, 0, 0.5, 0.5, 0, 0], [3, 1], { facet: 0, coefficient: "phi" })).toBeNull();
  });
});
