import { describe, expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import { labelTableFrom, type PlainLabel } from "@/lib/analysis/label-table-from";
import { questionSchema } from "@/lib/questions/question-schema";
import { requireDefined } from "@/lib/stats/require-defined";
import { measureModels } from "./figures";
import { listFigures } from "./list-figures";
import { printModels } from "./print";

const scale = questionSchema.parse({
  key: "quality",
  type: "ordinal",
  text: "How good is it?",
  points: [1, 2, 3, 4, 5].map((value) => ({ value })),
});
const choice = questionSchema.parse({
  key: "quality",
  type: "choice",
  text: "What is it?",
  options: ["1", "2", "3", "4", "5"].map((key) => ({ key, label: key })),
});

/** Twenty items by four people; every second item is of the other condition and gets about one more. */
const labels: PlainLabel[] = Array.from({ length: 20 }, (_, item) =>
  Array.from({ length: 4 }, (__, person) => {
    const value = 1 + (item % 2) + ((item * 7 + person * 3 + ((item * person) % 5)) % 3) + (person === 3 ? 1 : 0);
    return { item: `i${item}`, rater: `p${person}`, question: "quality", value: String(value) };
  }),
).flat();

/** The same table with conditions of one factor, the items of even number in the first. */
function withConditions(table: LabelTable): LabelTable {
  const levels = ["plain", "expert"].map((name) => ({ id: name, name }));
  return {
    ...table,
    factors: [{ id: "f", name: "persona", role: "PERSONA", levels }],
    conditions: [["plain"], ["expert"]],
    items: { ...table.items, conditions: table.items.ids.map((id) => [Number(id.slice(1)) % 2]) },
  };
}

const measure = (question = scale, more: Partial<Parameters<typeof labelTableFrom>[0]> = {}) =>
  measureModels(withConditions(labelTableFrom({ questions: [question], labels, ...more })), question, noFilter);

describe("models of a question", () => {
  test("name conditions by their levels, and people by their pseudonyms", () => {
    const figures = measure();
    const [model] = figures.conditions;
    expect(model && requireDefined(model)).toMatchObject({
      kind: "ordinal",
      baseline: "plain",
      counts: { labels: 80, units: 20 },
    });
    const text = printModels(figures)
      .map((part) => (typeof part === "string" ? part : part.rows.join("\n")))
      .join("\n");
    expect(text).toContain("Mixed ordinal model, effects in log odds of a higher label against plain.");
    expect(text).toMatch(/^expert,/m);
    expect(requireDefined(figures.severity).raters).toEqual(["p0", "p1", "p2", "p3"]);
    expect(text).toContain("For phi of .80 it takes");
  });

  test("find the person who gives one more to everything the most lenient", () => {
    const [facet] = requireDefined(measure().severity).facets;
    const values = facet?.levels.map(({ value }) => value) ?? [];
    expect(Math.min(...values)).toBe(values[3]);
  });

  test("are one for each label where labels have no order, and severity then says so", () => {
    const { conditions, severity } = measure(choice);
    expect(conditions).toHaveLength(5);
    expect(severity).toEqual({ defined: false, because: "the labels have no order" });
  });

  test("leave people out where they are a place in a list", () => {
    const raters = Object.fromEntries(["p0", "p1", "p2", "p3"].map((id) => [id, { isAnonymous: true }]));
    const { conditions, severity } = measure(scale, { raters });
    expect(conditions[0] && requireDefined(conditions[0]).components.map(({ name }) => name)).toEqual(["output"]);
    expect(severity).toEqual({ defined: false, because: expect.stringContaining("people are anonymous") });
  });

  test("say that conditions cannot be told apart where items have none or several", () => {
    const { conditions } = measureModels(labelTableFrom({ questions: [scale], labels }), scale, noFilter);
    expect(conditions).toEqual([{ defined: false, because: expect.stringContaining("not of one condition each") }]);
  });

  test("give every number as a row, with its interval or why there is none", () => {
    const rows = listFigures(measure());
    expect(rows).toContainEqual(expect.objectContaining({ of: "conditions", figure: "log odds ratio, expert" }));
    expect(rows).toContainEqual(expect.objectContaining({ of: "p3", figure: "severity", on: "20 labels" }));
    expect(rows.filter(({ figure }) => figure === "phi")).toHaveLength(2);
  });
});
