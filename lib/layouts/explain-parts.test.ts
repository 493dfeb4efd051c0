import { expect, test } from "vitest";
import { explainParts } from "@/lib/layouts/explain-parts";
import { itemLayouts, layouts } from "@/lib/layouts/layouts";

const output = { output: {} };

test.each([
  [
    "SINGLE",
    [output, output],
    "A single response takes 1 output and no candidate, and this has 2 outputs and 0 candidates",
  ],
  ["PAIR", [output], "A pair takes 2 outputs and no candidate, and this has 1 output and 0 candidates"],
  ["PAIR", [output, output, { label: "C" }], /2 outputs and 1 candidate$/],
  ["CANDIDATES", [output], /takes at most 26 outputs and 1 to 26 candidates, and this has 1 output and 0 candidates$/],
] as const)("an item of the layout %s with other parts than it takes is told", (layout, parts, words) => {
  expect(explainParts({ layout, parts: [...parts] })).toMatch(words);
});

test("the sample of every layout has the parts that it takes", () => {
  for (const layout of itemLayouts) {
    const parts = layouts[layout].sample.parts.map(({ label, ...said }) => ({
      output: "text" in said || "turns" in said ? {} : null,
      label,
    }));
    expect(explainParts({ layout, parts })).toBeNull();
  }
});
