import { expect, test } from "vitest";
import { measureAgreement } from "@/lib/measure/agreement";
import { designOf } from "@/lib/measure/design";
import { coefficientOf, keys } from "@/lib/measure/measured";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { defined } from "@/lib/stats/defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

const measure = (units: number, raters: number) => {
  const random = seededRandom(1);
  const votes = codeRatings(Array.from({ length: units }, () => Array.from({ length: raters }, () => random() < 0.4)));
  const names = Array.from({ length: raters }, (_, rater) => `r${rater}`);
  const ints = Int32Array.from({ length: units }, (_, unit) => unit);
  const people = defined({ ...votes, names });
  const ratings = { level: "nominal", weights: "unweighted", votes, people, options: null, sets: null } as const;
  return measureAgreement(ratings, designOf({ items: ints, prompts: ints }, 1)).measured;
};

test("a coefficient that goes through everybody's labels at each resample is refused where they are too many", () => {
  expect(coefficientOf(measure(60, 5), keys.conger).defined).toBe(true);
  expect(coefficientOf(measure(3_000, 34), keys.conger)).toMatchObject({
    because: "there are too many people times items to resample",
  });
});
