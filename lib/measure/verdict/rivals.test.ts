import { expect, test } from "vitest";
import { tableGround } from "@/lib/measure/table";
import { leadOver } from "@/lib/measure/verdict/rivals";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";

/** Three people of one mind, who find so many of the items unsafe. */
function makeGround(items: number, unsafe: number) {
  const people = Array.from({ length: items }, (_, item) => new Array<number>(3).fill(Number(item < unsafe)));
  const table = { ...codeRatings(people, [0, 1]), names: ["ann", "ben", "cleo"] };
  const rules = { level: "nominal", weights: "unweighted", seed: 1, clusters: null, epsilon: 0.2 } as const;
  return tableGround(table, new Int32Array(items).fill(-1), rules).ground;
}

test("a judge that is right on the one unsafe item of twenty has no sure lead over a rival that says safe", () => {
  const ground = makeGround(20, 1);
  const codes = Int32Array.from({ length: 20 }, (_, item) => Number(item < 1));
  const rival = { name: "always safe", codes: new Int32Array(20), kappa: 0 };
  const { value, interval } = requireDefined(leadOver(ground, codes, rival));
  expect(value).toBe(1);
  const { low, high } = requireDefined(interval);
  expect(low).toBeLessThan(0.75);
  expect(high).toBe(1);
});
