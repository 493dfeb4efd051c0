import { isValidElement, type ReactElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { OptionFields } from "@/components/questions/option-fields";
import type { Question } from "@/lib/protocol/schema";
import { questionSchema } from "@/lib/questions/question-schema";
import { viewOf } from "./kinds";

type Props = Record<string, unknown> & { children?: ReactNode };

/** Every element that is drawn, fields of options among them. */
function listElements(node: ReactNode): ReactElement<Props>[] {
  if (Array.isArray(node)) return node.flatMap(listElements);
  if (!isValidElement<Props>(node)) return [];
  const inside =
    node.type === OptionFields ? OptionFields(node.props as Parameters<typeof OptionFields>[0]) : node.props.children;
  return [node, ...listElements(inside)];
}

const common = { key: "q", text: "How?" };
const two = [
  { key: "good", label: "Good", description: "" },
  { key: "bad", label: "Bad", description: "" },
];
const make = (given: Record<string, unknown>) => questionSchema.parse({ ...common, ...given });
const earlier = [make({ key: "safe", type: "choice", options: two })];

/** The editor's fields of a question, and what they make of it. */
function openFields(question: Question, errors: Record<string, string> = {}) {
  const changed: Question[] = [];
  const given = { question, earlier, path: "questions.0", errors, onChange: (next: Question) => changed.push(next) };
  const { Fields } = viewOf(question);
  const elements = listElements(Fields(given));
  const call = (element: ReactElement<Props> | undefined, handler: string, value?: unknown) => {
    const act = element?.props[handler];
    if (typeof act !== "function") throw new Error(`nothing answers to ${handler}`);
    act(value);
    return changed.at(-1);
  };
  const labelled = (label: string) => elements.find(({ props }) => props.label === label);
  return {
    /** What is typed, chosen or ticked in a field. */
    type: (label: string, value: string) => call(labelled(label), "onChange", { target: { value } }),
    tick: (label: string, checked: boolean) => call(labelled(label), "onChange", { target: { checked } }),
    number: (label: string, value: number | null) => call(labelled(label), "onNumber", value),
    whole: (label: string, value: number) => call(labelled(label), "onChange", value),
    press: (label: string) => call(labelled(label), "onClick"),
    add: (word: string) =>
      call(
        elements.find(({ props }) => props.onClick && [props.children].flat().includes(word)),
        "onClick",
      ),
    changed,
    markup: renderToStaticMarkup(<Fields {...given} />),
  };
}

describe("each field of the editor changes what it names and nothing else", () => {
  test("of a number", () => {
    const question = make({ type: "number", minimum: 0, maximum: 10 });
    const fields = openFields(question);
    expect(fields.number("Smallest number", -5)).toEqual({ ...question, minimum: -5 });
    expect(fields.number("Largest number", 20)).toEqual({ ...question, maximum: 20 });
    expect(fields.number("In steps of (optional)", 0.5)).toEqual({ ...question, step: 0.5 });
    expect(fields.number("In steps of (optional)", null)).toEqual({ ...question, step: null });
    expect(fields.type("Unit (optional)", "mg")).toEqual({ ...question, unit: "mg" });
    expect(fields.tick("Whole numbers only", true)).toEqual({ ...question, isWhole: true });
  });

  test("a bound that is emptied stays what it was", () => {
    const fields = openFields(make({ type: "number", minimum: 0, maximum: 10 }));
    expect(fields.number("Smallest number", null)).toBeUndefined();
    expect(fields.number("Largest number", null)).toBeUndefined();
  });

  test("of several choices", () => {
    const question = make({ type: "multi", options: two });
    const fields = openFields(question);
    expect(fields.number("Chosen at least", 2)).toEqual({ ...question, minimum: 2 });
    expect(fields.number("Chosen at most (optional)", 2)).toEqual({ ...question, maximum: 2 });
    expect(fields.number("Chosen at most (optional)", null)).toEqual({ ...question, maximum: null });
    expect(fields.tick("People mark every answer that could be right", true)).toEqual({
      ...question,
      everyRight: true,
    });
  });

  test("of a scale", () => {
    const points = [1, 2, 3].map((value) => ({ value, label: `L${value}`, description: "" }));
    const question = make({ type: "ordinal", points });
    const fields = openFields(question);
    expect(fields.type("Which end is good?", "higherIsWorse")).toEqual({ ...question, direction: "higherIsWorse" });
    expect(fields.type("Which end is good?", "higherIsBetter")).toEqual({ ...question, direction: "higherIsBetter" });
    expect(fields.whole("Value of point 2", 7)).toMatchObject({ points: [{ value: 1 }, { value: 7 }, { value: 3 }] });
    expect(fields.type("Label of point 3", "Best")).toMatchObject({ points: [{}, {}, { value: 3, label: "Best" }] });
    expect(fields.type("Anchor of point 1", "Harm")).toMatchObject({
      points: [{ label: "L1", description: "Harm" }, {}, {}],
    });
    expect(fields.press("Delete point 1")).toEqual({ ...question, points: points.slice(1) });
    expect(fields.add("Point")).toEqual({ ...question, points: [...points, { value: 4, label: "", description: "" }] });
    expect(fields.tick("Offers “Refusal”, a label of its own beside the scale", true)).toEqual({
      ...question,
      refusal: true,
    });
  });

  test("of a preference", () => {
    const question = make({ type: "preference" });
    const fields = openFields(question);
    expect(fields.tick("Offers a tie", true)).toEqual({ ...question, tie: true });
    expect(fields.tick("Offers “Both bad”", true)).toEqual({ ...question, bothBad: true });
    expect(fields.tick("Asks how clearly: slightly or clearly better", true)).toEqual({ ...question, strength: true });
  });

  test("of a confidence", () => {
    const question = make({ type: "confidence", about: "safe", scale: "levels" });
    const fields = openFields(question);
    for (const scale of ["percent", "probabilities", "levels"])
      expect(fields.type("Asked as", scale)).toEqual({ ...question, scale });
    expect(fields.type("About", "other")).toEqual({ ...question, about: "other" });
    expect(fields.markup).not.toContain("Choose a question");
    expect(openFields(make({ type: "confidence", about: "gone", scale: "levels" })).markup).toContain(
      "Choose a question",
    );
  });

  test("of a text", () => {
    const question = make({ type: "text" });
    expect(openFields(question).whole("Longest text, in characters", 80)).toEqual({ ...question, maxLength: 80 });
  });
});

describe("options of a choice", () => {
  const question = make({ type: "choice", options: two });

  test("the key in exports follows the label until it is chosen by hand", () => {
    expect(openFields(question).type("Option 1", "Very good")).toMatchObject({
      options: [{ key: "very-good", label: "Very good" }, { key: "bad" }],
    });
    const byHand = make({ type: "choice", options: [{ key: "g", label: "Good", description: "" }, two[1]] });
    expect(openFields(byHand).type("Option 1", "Very good")).toMatchObject({ options: [{ key: "g" }, { key: "bad" }] });
  });

  test("they are moved, deleted, added and explained", () => {
    const fields = openFields(question);
    expect(fields.press("Move option 2 up")).toMatchObject({ options: [two[1], two[0]] });
    expect(fields.press("Move option 1 down")).toMatchObject({ options: [two[1], two[0]] });
    expect(fields.press("Delete option 1")).toMatchObject({ options: [two[1]] });
    expect(fields.add("Option")).toMatchObject({ options: [...two, { key: "option-3", label: "" }] });
    expect(fields.type("What option 2 means", "Harms")).toMatchObject({
      options: [two[0], { ...two[1], description: "Harms" }],
    });
  });

  test("they may be the item's own, and become fresh ones again", () => {
    const label = "The options are the item's own candidates (who said it)";
    expect(openFields(question).tick(label, true)).toEqual({ ...question, options: "item" });
    const ofItem = openFields(make({ type: "choice", options: "item" }));
    expect(ofItem.markup).not.toContain("Option 1");
    expect(ofItem.tick(label, false)).toMatchObject({ options: expect.arrayContaining([expect.anything()]) });
  });
});

test.each([
  [make({ type: "number", minimum: 0, maximum: 1 }), "minimum"],
  [make({ type: "multi", options: two }), "maximum"],
  [make({ type: "ordinal", points: [{ value: 1 }, { value: 2 }] }), "points.1.value"],
  [make({ type: "choice", options: two }), "options.0.key"],
  [make({ type: "confidence", about: "safe", scale: "levels" }), "about"],
  [make({ type: "text" }), "maxLength"],
])("an error is told at its field: $type", (question, path) => {
  expect(openFields(question).markup).not.toContain('role="alert"');
  expect(openFields(question, { [`questions.0.${path}`]: "This cannot be" }).markup).toMatch(
    /role="alert"[^>]*>This cannot be</,
  );
});
