import { describe, expect, test } from "vitest";
import { cardOf, isAnswerable, isOutput } from "@/lib/layouts/item-facts";

const written = (persona?: string) => ({ output: { persona } });
const asked = { persona: "the asker" };

describe("whose card stands beside an item", () => {
  test.each(["SINGLE", "TRANSCRIPT", "STATEMENTS"] as const)(
    "of the layout %s: the persona that its output was written under, else the one it is for",
    (layout) => {
      expect(cardOf({ layout, task: asked, parts: [written("the nurse")] })).toBe("the nurse");
      expect(cardOf({ layout, task: asked, parts: [written()] })).toBe("the asker");
      expect(cardOf({ layout, task: {}, parts: [written()] })).toBeNull();
    },
  );

  test("of a pair: the persona it is for, else the one that both sides share", () => {
    const parts = [written("the nurse"), written("the nurse")];
    expect(cardOf({ layout: "PAIR", task: asked, parts })).toBe("the asker");
    expect(cardOf({ layout: "PAIR", task: {}, parts })).toBe("the nurse");
    expect(cardOf({ layout: "PAIR", task: {}, parts: [written("the nurse"), written("the poet")] })).toBeNull();
    expect(cardOf({ layout: "PAIR", task: {}, parts: [written("the nurse"), written()] })).toBeNull();
  });

  test("with candidates: nobody's, it would be the answer", () => {
    expect(cardOf({ layout: "CANDIDATES", task: asked, parts: [written("the nurse"), { label: "A" }] })).toBeNull();
  });
});

describe("which parts an answer may name", () => {
  test("with candidates those alone, also one that has an output of its own", () => {
    const parts = [written(), { label: "A" }, { ...written(), label: "B" }, {}];
    expect(parts.map((part) => isAnswerable({ layout: "CANDIDATES" }, part))).toEqual([false, true, true, true]);
    expect(parts.map(isOutput)).toEqual([true, false, false, false]);
  });

  test("else all", () => {
    expect([written(), {}].map((part) => isAnswerable({ layout: "PAIR" }, part))).toEqual([true, true]);
  });
});
