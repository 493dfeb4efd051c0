import { expect, test } from "vitest";
import type { DotMark } from "@/components/charts/dot-row";
import { sayMissing } from "@/components/charts/say-missing";
import { defined, undefinedBecause } from "@/lib/stats/defined";

const whole: DotMark = defined({ value: 0.5, interval: defined({ low: 0.4, high: 0.6 }) });
const bare: DotMark = defined({ value: 0.5, interval: undefinedBecause("all items are of one prompt") });
const none: DotMark = undefinedBecause("the judge missed every one");
const row = (label: string, ...marks: (DotMark | null)[]) => ({ id: label, label, marks });

test("a chart with every whisker has nothing to say", () => {
  expect(sayMissing([row("a", whole), row("b", null)], [""])).toEqual([]);
});

test("a whisker that is not there is explained, once for all rows with the same reason", () => {
  expect(sayMissing([row("a", bare), row("b", whole), row("c", bare)], [""])).toEqual([
    "No interval for a, c: all items are of one prompt.",
  ]);
  const many = ["a", "b", "c", "d", "e", "f"].map((name) => row(name, bare));
  expect(sayMissing(many, [""])).toEqual(["No interval for a, b, c, d and 2 more: all items are of one prompt."]);
});

test("of several series the one that has no mark is named, and why", () => {
  expect(sayMissing([row("Unsafe", whole, none)], ["As it stands", "Corrected"])).toEqual([
    "Not defined for Unsafe (Corrected): the judge missed every one.",
  ]);
});

test("a row without any mark says so itself", () => {
  expect(sayMissing([row("a", none)], [""])).toEqual([]);
});
