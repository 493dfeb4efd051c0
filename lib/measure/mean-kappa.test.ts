import { expect, test } from "vitest";
import { meanKappa, tooManyPairs } from "@/lib/measure/mean-kappa";
import { codeRatings } from "@/lib/stats/coded-ratings";

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

const design = { clusters: undefined };

test("the mean of pairs stands where half of them share twenty items", () => {
  // 14 people, 91 pairs: 10 of one panel have 45 pairs, 11 have 55.
  const few = meanKappa(panels(10, 4, { together: 20, apart: 19 }), "unweighted", design);
  expect(few.ready).toMatchObject({
    because: "45 of 91 pairs of people share 20 items or more (20 at most); see the kappa pooled over pairs",
  });
  expect(few.pairs).toBeUndefined();
  expect(meanKappa(panels(11, 3, { together: 20, apart: 19 }), "unweighted", design).ready.defined).toBe(true);
  expect(meanKappa(panels(11, 3, { together: 19, apart: 19 }), "unweighted", design).ready.defined).toBe(false);
});

test("exactly half of the pairs are enough", () => {
  // 16 people, 120 pairs: 15 pairs of six and 45 of ten are half.
  const half = panels(6, 10, { together: 20, apart: 20 });
  expect(meanKappa(half, "unweighted", design)).toMatchObject({ ready: { defined: true }, pairs: { used: 60 } });
});

test("up to twelve people need not share twenty items", () => {
  expect(meanKappa(panels(8, 4, { together: 5, apart: 5 }), "unweighted", design).ready.defined).toBe(true);
  expect(meanKappa(panels(9, 4, { together: 5, apart: 5 }), "unweighted", design).ready.defined).toBe(false);
});

test("pairs times items have a limit", () => {
  expect(tooManyPairs({ raters: 5, units: 40_000_001 })).toContain("too many pairs of people times items");
  expect(tooManyPairs({ raters: 5, units: 40_000_000 })).toBeNull();
});
