import { describe, expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import { labelTableFrom, type PlainLabel } from "@/lib/analysis/label-table-from";
import { questionSchema } from "@/lib/questions/question-schema";
import { requireDefined } from "@/lib/stats/require-defined";
import { measureModels } from "./figures";
import { listFigures } from "./list-figures";
import { printModels } from "./print";
import { printConditions } from "./print-conditions";

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
function withConditions(table: LabelTable, baselineLevelId: string | null = null): LabelTable {
  const levels = ["plain", "expert"].map((name) => ({ id: name, name }));
  return {
    ...table,
    factors: [{ id: "f", name: "persona", role: "PERSONA", baselineLevelId, levels }],
    conditions: [["plain"], ["expert"]],
    items: { ...table.items, conditions: table.items.ids.map((id) => [Number(id.slice(1)) % 2]) },
  };
}

const measure = (question = scale, more: Partial<Parameters<typeof labelTableFrom>[0]> = {}) =>
  measureModels(withConditions(labelTableFrom({ questions: [question], labels, ...more })), question, noFilter);

const textOf = (figures: ReturnType<typeof measure>) =>
  printModels(figures)
    .map((part) => (typeof part === "string" ? part : part.rows.join("\n")))
    .join("\n");

const effectsOf = (figures: ReturnType<typeof measure>) =>
  listFigures(figures)
    .map(({ figure }) => figure)
    .filter((figure) => figure.includes("against"));

describe("models of a question", () => {
  test("a small odds ratio keeps its digits", () => {
    const model = requireDefined(measure().conditions[0] ?? { defined: false, because: "none" });
    const effects = model.effects.map((effect) => ({ ...effect, value: -5.81 }));
    const [, table] = printConditions({ defined: true, value: { ...model, effects } });
    expect(typeof table === "object" && table.rows[0]?.[3]).toBe("0.003");
  });

  test("name conditions by their levels, and people by their pseudonyms", () => {
    const figures = measure();
    const [model] = figures.conditions;
    expect(model && requireDefined(model)).toMatchObject({
      kind: "ordinal",
      baseline: "plain",
      counts: { labels: 80, units: 20 },
    });
    const text = textOf(figures);
    expect(text).toContain("Mixed ordinal model, effects in log odds of a higher label against plain.");
    expect(text).toMatch(/^expert,/m);
    expect(requireDefined(figures.severity).raters).toEqual(["p0", "p1", "p2", "p3"]);
    expect(text).toContain("For phi of .80 it takes");
  });

  test("hold conditions against the declared baseline, wherever it stands by name, on the page and in the CSV", () => {
    const table = withConditions(labelTableFrom({ questions: [scale], labels }), "expert");
    const figures = measureModels(table, scale, noFilter);
    expect(textOf(figures)).toContain("effects in log odds of a higher label against expert.");
    expect(effectsOf(figures)).toEqual(["log odds ratio, plain against expert"]);
  });

  test("take the condition that has the baselines of all factors, of those whose baseline is there at all", () => {
    const table = withConditions(labelTableFrom({ questions: [scale], labels }), "expert");
    const model = (baselineLevelId: string) => {
      const levels = ["a", "b", "c"].map((name) => ({ id: name, name }));
      return { id: "m", name: "model", role: "MODEL", baselineLevelId, levels };
    };
    const crossed = (baseline: string) => ({
      ...table,
      factors: [...table.factors, model(baseline)],
      conditions: [
        ["plain", "a"],
        ["expert", "a"],
        ["expert", "b"],
      ],
      items: { ...table.items, conditions: table.items.ids.map((_, place) => [place % 3]) },
    });
    const against = (baseline: string) => effectsOf(measureModels(crossed(baseline), scale, noFilter))[0];
    expect(against("b")).toBe("log odds ratio, plain · a against expert · b");
    expect(against("c")).toBe("log odds ratio, plain · a against expert · a");
    const apart = crossed("b");
    apart.conditions = [
      ["plain", "b"],
      ["expert", "a"],
      ["expert", "c"],
    ];
    expect(effectsOf(measureModels(apart, scale, noFilter))[0]).toBe("log odds ratio, expert · a against plain · b");
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
    const figures = measure(scale, { raters });
    const [model] = figures.conditions;
    expect(model && requireDefined(model)).toMatchObject({
      components: [{ name: "output" }],
      counts: { raters: null },
    });
    const anonymous = { defined: false, because: expect.stringContaining("people are anonymous") };
    expect(figures).toMatchObject({ severity: anonymous, dependability: anonymous });
    expect(textOf(figures)).toContain("80 labels, 20 outputs, people anonymous: not in the model.");
    const once = measure(scale, { raters, labels: labels.filter((_, place) => place % 4 === 0) });
    expect(once.conditions).toEqual([
      { defined: false, because: "outputs have one label each, and people are anonymous" },
    ]);
  });

  test("say that conditions cannot be told apart where items have none or several", () => {
    const { conditions } = measureModels(labelTableFrom({ questions: [scale], labels }), scale, noFilter);
    expect(conditions).toEqual([{ defined: false, because: expect.stringContaining("not of one condition each") }]);
  });

  test("are refused where so many prompts, people and labels take longer than a page may, which is said", () => {
    const crossed = (items: number, people: number): PlainLabel[] =>
      Array.from({ length: items * people }, (_, place) => {
        const [item, person] = [place % items, Math.floor(place / items)];
        const value = String(1 + ((item * 7 + person * person) % 5));
        return { item: `i${item}`, rater: `p${person}`, question: "quality", value };
      });
    const items = Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`i${i}`, { task: `t${i % 400}` }]));
    const refused = (what: string) => ({
      defined: false,
      because: expect.stringContaining(`${what} take longer than`),
    });
    expect(measure(choice, { labels: crossed(1200, 5), items }).conditions).toEqual([
      refused("so many labels, prompts, people and conditions"),
    ]);
    const { severity } = measureModels(
      labelTableFrom({ questions: [scale], labels: crossed(25, 600) }),
      scale,
      noFilter,
    );
    expect(severity).toEqual(refused("so many labels by so many people"));
  });

  test("give every number as a row, with its interval or why there is none", () => {
    const rows = listFigures(measure());
    const figure = "log odds ratio, expert against plain";
    expect(rows).toContainEqual(expect.objectContaining({ of: "conditions", figure }));
    expect(rows).toContainEqual(expect.objectContaining({ of: "p3", figure: "severity", on: "20 labels" }));
    expect(rows.filter((row) => row.figure === "phi")).toHaveLength(2);
    const named = rows.map((row) => `${row.of}: ${row.figure}`);
    for (const name of [
      "conditions: p, expert",
      "conditions: p, all alike",
      "conditions: log-likelihood",
      "severity: separation",
      "severity: reliability",
      "severity: step, 1|2",
      "severity: reliability of outputs",
      "dependability: variance, output x rater, and error",
      "dependability: raters needed, phi of 0.8",
    ])
      expect(named).toContain(name);
  });
});
