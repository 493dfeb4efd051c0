import { expect, test } from "vitest";
import { partNames } from "@/lib/items/part-names";

const output = (levels: Record<string, string> | null) => ({
  condition: levels && { signature: JSON.stringify(levels) },
});
const names = (parts: Parameters<typeof partNames>[0]) => [...partNames(parts).values()];

test("sides are called by what their conditions do not share", () => {
  const [bold, calm] = [output({ model: "m1", style: "bold" }), output({ model: "m1", style: "calm" })];
  expect(
    names([
      { key: "1", label: null, output: bold },
      { key: "2", label: null, output: calm },
    ]),
  ).toEqual(["bold", "calm"]);
});

test("candidates are called by their names, and what nothing tells apart by its number", () => {
  expect(
    names([
      { key: "1", label: "Baker", output: null },
      { key: "2", label: null, output: null },
    ]),
  ).toEqual(["Baker", "Option 2"]);
  const same = output({ model: "m1" });
  expect(
    names([
      { key: "1", label: null, output: same },
      { key: "2", label: null, output: same },
    ]),
  ).toEqual(["Side 1", "Side 2"]);
});
