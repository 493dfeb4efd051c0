import { expect, test } from "vitest";
import { drawGamma } from "./draw-gamma";
import { seededRandom } from "./seeded-random";

test.each([0.2, 0.4, 0.9, 1, 7.5, 80])("draws of shape %s have their mean and variance", (shape) => {
  const random = seededRandom(5);
  const draws = Array.from({ length: 40_000 }, () => drawGamma(shape, random));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  // Five standard errors of a mean, and of a variance with the gamma's heavy tail.
  expect(Math.abs(mean - shape)).toBeLessThan(5 * Math.sqrt(shape / draws.length));
  expect(Math.abs(variance - shape)).toBeLessThan(5 * Math.sqrt((2 * shape ** 2 + 6 * shape) / draws.length));
});

test("a shape of 0 has no size, and one below is refused", () => {
  expect(drawGamma(0, seededRandom(5))).toBe(0);
  for (const odd of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => drawGamma(odd, Math.random)).toThrow(`${odd} is no shape`);
});
