import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { drawOrder, drawPlace } from "@/lib/labeling/claim/draw-order";
import type { ItemLayout } from "@/lib/layouts/layouts";

const draw = (keys: string[], raterId: string, itemId: string, layout: ItemLayout = "PAIR") =>
  drawOrder(keys, { layout, seed: 7, raterId, itemId });

test("the same rater sees the same item in the same order again", () => {
  const [rater, item] = [randomUUID(), randomUUID()];
  expect(draw(["1", "2"], rater, item)).toEqual(draw(["1", "2"], rater, item));
});

test("no part is lost or doubled", () => {
  for (let run = 0; run < 200; run++)
    expect(draw(["1", "2", "3", "4", "5"], randomUUID(), randomUUID(), "CANDIDATES").sort()).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
    ]);
});

test.each(["SINGLE", "TRANSCRIPT", "STATEMENTS"] as const)("parts with an order of their own keep it: %s", (layout) => {
  for (let run = 0; run < 20; run++) expect(draw(["1", "2"], randomUUID(), randomUUID(), layout)).toEqual(["1", "2"]);
});

test("each side comes first about half the time, for one rater over items and for one item over raters", () => {
  const ids = Array.from({ length: 4000 }, (_, place) => `id-${place}`);
  const share = (order: (id: string) => string[]) => ids.filter((id) => order(id)[0] === "1").length / ids.length;
  // Three standard errors of a fair coin over 4,000 throws are .024.
  expect(Math.abs(share((item) => draw(["1", "2"], "rater", item)) - 0.5)).toBeLessThan(0.024);
  expect(Math.abs(share((rater) => draw(["1", "2"], rater, "item")) - 0.5)).toBeLessThan(0.024);
});

test("all six orders of three candidates are equally likely", () => {
  const counts = new Map<string, number>();
  for (let item = 0; item < 6000; item++) {
    const order = draw(["1", "2", "3"], "rater", String(item), "CANDIDATES").join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // Chi-squared with 5 degrees of freedom: 20.5 is exceeded once in a thousand.
  expect([...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(20.5);
});

test("the places of a walk lie all over the list, and are the same when they are drawn again", () => {
  const places = Array.from({ length: 300 }, (_, step) => drawPlace(10, { seed: 1, walker: "x", step }));
  expect(new Set(places)).toEqual(new Set([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8]));
  expect(places).toEqual(Array.from({ length: 300 }, (_, step) => drawPlace(10, { seed: 1, walker: "x", step })));
  expect(drawPlace(1, { seed: 1, walker: "x", step: 0 })).toBe(-1);
  expect(drawPlace(0, { seed: 1, walker: "x", step: 0 })).toBe(-1);
});

test("of two items a walk begins before either, of three before any", () => {
  const placesOf = (items: number) =>
    new Set(Array.from({ length: 100 }, (_, step) => drawPlace(items, { seed: 1, walker: "x", step })));
  expect(placesOf(2)).toEqual(new Set([-1, 0]));
  expect(placesOf(3)).toEqual(new Set([-1, 0, 1]));
});

test("raters with an order of their own begin all over the list", () => {
  const starts = Array.from({ length: 300 }, (_, rater) => drawPlace(10, { seed: 1, walker: String(rater), step: 0 }));
  expect(new Set(starts)).toEqual(new Set([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8]));
});

test("what a seed draws stays what it was: a study goes on in its order under a later version of the app", () => {
  const places = Array.from({ length: 8 }, (_, step) => drawPlace(10, { seed: 1, walker: "x", step }));
  expect(places).toEqual([2, 6, 5, 4, -1, 4, 7, 0]);
  expect(draw(["1", "2", "3", "4", "5"], "rater", "item", "CANDIDATES")).toEqual(["5", "4", "3", "2", "1"]);
});
