import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { labelTableFrom } from "@/lib/analysis/label-table-from";
import { measureModels } from "@/lib/analysis/models/figures";
import { questionSchema } from "@/lib/questions/question-schema";
import { ModelSections } from "./model-sections";

const scale = questionSchema.parse({
  key: "quality",
  type: "ordinal",
  text: "How good is it?",
  points: [1, 2, 3].map((value) => ({ value })),
});

const labels = Array.from({ length: 12 }, (_, item) =>
  ["ann", "ben", "cleo"].map((rater, person) => ({
    item: `i${item}`,
    rater,
    question: "quality",
    value: String(1 + ((item * 2 + person * (item % 2)) % 3)),
  })),
).flat();

test("what is modelled stands in tables under headings, and what is not says why", () => {
  const figures = measureModels(labelTableFrom({ questions: [scale], labels }), scale, noFilter);
  const page = renderToStaticMarkup(<ModelSections figures={figures} personaVisibility="HIDDEN" />);
  expect(page).toContain("Not defined: items are not of one condition each");
  for (const name of ["ann", "ben", "cleo"]) expect(page).toContain(`<div>${name}</div>`);
  expect(page).toContain("phi (as read)");
  expect(page.match(/<table/g)).toHaveLength(3);
});
