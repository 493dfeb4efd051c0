import { expect, test } from "vitest";
import { effectiveVotes } from "@/lib/stats/judges/effective-votes";
import { symmetricEigenvalues } from "@/lib/stats/parts/symmetric-eigenvalues";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

const errors = [
  [0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0],
  [0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0],
  [1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0],
  [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1],
].map((own) => Uint8Array.from(own));
const eigenvalues = [0.9999999999999993, 2.267949192431123, 5.732050807568877];
const given = (seed = 1) => ({ random: seededRandom(seed) });

// numpy 2.4.6: corrcoef, eigvalsh.
test("both estimators of the number of votes are those of numpy", () => {
  const own = requireDefined(effectiveVotes(errors, given()));
  expect(own).toMatchObject({ judges: 4, units: 12, correlation: expect.closeTo(-0.0625, 14) });
  expect(own.kish).toBeCloseTo(4.923076923076923, 12);
  expect(own.eigenvalue).toBeCloseTo(1.7657579365161995, 12);
  expect(own.coincident.observed).toBeCloseTo(1 / 12, 14);
  // Of judges that err independently both do as often as the product of their shares.
  expect(own.coincident.expected).toBeCloseTo(0.09722222222222221, 2);
});

test("copies are one vote, by either; their errors coincide beyond chance", () => {
  const random = seededRandom(4);
  const one = Uint8Array.from({ length: 200 }, () => Number(random() < 0.2));
  const own = requireDefined(effectiveVotes([one, one, one], given()));
  expect([own.kish, own.eigenvalue]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  expect(own.coincident.p).toBe(0.001);
  expect(own.independent.kish).toBeGreaterThan(2.5);
});

test("p of independent judges is under .05 in some five of a hundred panels", () => {
  const random = seededRandom(11);
  let low = 0;
  for (let panel = 0; panel < 200; panel++) {
    const drawn = [0.1, 0.2, 0.3].map((rate) => Uint8Array.from({ length: 100 }, () => Number(random() < rate)));
    if (requireDefined(effectiveVotes(drawn, { random, permutations: 199 })).coincident.p <= 0.05) low++;
  }
  expect(low).toBeGreaterThan(1);
  expect(low).toBeLessThan(22);
});

test("the eigenvalue sees a block of judges alike, which the mean correlation dilutes", () => {
  const random = seededRandom(6);
  const draw = () => Uint8Array.from({ length: 400 }, () => Number(random() < 0.3));
  const twin = draw();
  const own = requireDefined(effectiveVotes([twin, twin, twin, draw(), draw(), draw(), draw()], given()));
  expect(own.eigenvalue).toBeLessThan(2.7);
  expect(own.kish).toBeGreaterThan(3.5);
});

test("judges that never err, or always, are no panel, and of one length they have to be", () => {
  expect(effectiveVotes([Uint8Array.of(0, 0), Uint8Array.of(1, 0)], given())).toMatchObject({ defined: false });
  expect(() => effectiveVotes([Uint8Array.of(0), Uint8Array.of(1, 0)], given())).toThrow("different numbers of units");
});

test("eigenvalues are those of numpy, and their sum is the trace", () => {
  const matrix = Float64Array.from([4, 1, -2, 1, 2, 0, -2, 0, 3]);
  const values = [...symmetricEigenvalues(matrix, 3)].sort((a, b) => a - b);
  for (const [place, value] of eigenvalues.entries()) expect(values[place]).toBeCloseTo(value, 12);
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(9, 12);
  expect([...symmetricEigenvalues(Float64Array.of(5), 1)]).toEqual([5]);
});
