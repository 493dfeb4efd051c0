import { expect, test } from "vitest";
import { nameSides } from "@/lib/analysis/judges/side-order";

const cells = (...all: Record<string, string>[]) => all.map((levels) => ({ signature: JSON.stringify(levels) }));

test("sides are called by what tells them apart in every pair, whatever else varies", () => {
  const conditions = cells(
    { model: "north", persona: "known" },
    { model: "south", persona: "unknown" },
    { model: "north", persona: "unknown" },
    { model: "south", persona: "known" },
  );
  expect(nameSides(conditions, [[0, 1]])).toEqual(["north · known", "south · unknown"]);
  expect(
    nameSides(conditions, [
      [0, 1],
      [2, 3],
    ]),
  ).toEqual(["north", "south"]);
});

test("sides of many models are called by their order alone, and sides without conditions by nothing", () => {
  const conditions = cells({ model: "a" }, { model: "b" }, { model: "c" });
  expect(
    nameSides(conditions, [
      [0, 1],
      [1, 2],
    ]),
  ).toEqual(["First by name", "Second by name"]);
  expect(nameSides(cells({ model: "a" }), [[0, 0]])).toBeNull();
  expect(nameSides([], [])).toBeNull();
});
