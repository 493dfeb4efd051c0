import { expect, test } from "vitest";
import { meanKappa, tooManyPairs } from "@/lib/measure/mean-kappa";
import { type CodedRatings, codeRatings } from "@/lib/stats/coded-ratings";
import { collapseUnits } from "@/lib/stats/resampling/unit-statistic";

/** Two panels: people of the first share `together` items with each other, of the second `apart`, and none across. */
function panels(first: number, second: number, { together, apart }: { together: number; apart: number }) {
  const row = (unit: number, from: number, to: number) =>
    Array.from({ length: first + second }, (_, person) =>
      person >= from && person < to ? Number((unit + (person % 3)) % 4 < 2) : null,
    );
  return codeRatings([
    ...Array.from({ length: together }, (_, unit) => row(unit, 0, first)),
    ...Array.from({ length: apart }, (_, unit) => row(unit, first, first + second)),
  ]);
}

const design = { clusters: undefined, replicates: 1000 };
const mean = (ratings: CodedRatings) => meanKappa(ratings, "unweighted", design, collapseUnits(ratings, true));
const isRefused = (ratings: CodedRatings) => {
  const answer = mean(ratings);
  return "ready" in answer && !answer.ready.defined;
};

test("the mean of pairs stands where half of them share twenty items", () => {
  // 14 people, 91 pairs: 10 of one panel have 45 pairs, 11 have 55.
  const few = mean(panels(10, 4, { together: 20, apart: 19 }));
  expect(few).toMatchObject({
    ready: { because: "45 of 91 pairs of people share 20 items or more (20 at most); see the kappa pooled over pairs" },
  });
  expect(few.pairs).toBeUndefined();
  expect(isRefused(panels(11, 3, { together: 20, apart: 19 }))).toBe(false);
  expect(isRefused(panels(11, 3, { together: 19, apart: 19 }))).toBe(true);
});

test("exactly half of the pairs are enough", () => {
  // 16 people, 120 pairs: 15 pairs of six and 45 of ten are half.
  const half = panels(6, 10, { together: 20, apart: 20 });
  expect(isRefused(half)).toBe(false);
  expect(mean(half)).toMatchObject({ pairs: { used: 60 } });
});

test("up to twelve people need not share twenty items", () => {
  expect(isRefused(panels(8, 4, { together: 5, apart: 5 }))).toBe(false);
  expect(isRefused(panels(9, 4, { together: 5, apart: 5 }))).toBe(true);
});

test("pairs times items have a limit", () => {
  expect(tooManyPairs({ raters: 5, units: 40_000_001 })).toContain("too many pairs of people times items");
  expect(tooManyPairs({ raters: 5, units: 40_000_000 })).toBeNull();
});

test("a crowd's mean has a jackknife, a panel's is drawn with the other coefficients", () => {
  const crowd = codeRatings(
    Array.from({ length: 40 }, (_, unit) =>
      Array.from({ length: 30 }, (_, person) => ((unit * 7 + person * unit) % 5) % 2),
    ),
  );
  const many = meanKappa(crowd, "unweighted", { ...design, replicates: 1_000_000 }, collapseUnits(crowd, true));
  expect(many).toMatchObject({ ready: { value: { interval: { value: { method: "jackknife, t, 39 df" } } } } });
  expect(mean(panels(3, 3, { together: 40, apart: 40 }))).toHaveProperty("statistic");
});
