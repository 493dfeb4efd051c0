import { expect, test } from "vitest";
import { readSwipe } from "@/components/annotate/use-swipe";

test.each([
  ["to the left brings the next", { x: -90, y: 10 }, 1],
  ["to the right the one before", { x: 90, y: -40 }, -1],
  ["a short one is a tap", { x: 50, y: 0 }, null],
  ["a slanted one scrolls", { x: 90, y: 60 }, null],
] as const)("a finger that goes %s", (_, { x, y }, step) => {
  expect(readSwipe({ x: 200, y: 300 }, { x: 200 + x, y: 300 + y })).toBe(step);
});
