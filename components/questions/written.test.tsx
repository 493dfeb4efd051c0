import { isValidElement, type ReactElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { AnswerNumberBox } from "@/components/questions/answer-number-box";
import { DecimalBox } from "@/components/questions/decimal-box";
import type { AssignedItem } from "@/lib/labeling/contract";
import { inEnglish } from "@/lib/languages/say";
import type { AnswerInput, Question } from "@/lib/protocol/schema";
import { questionSchema } from "@/lib/questions/question-schema";
import { viewOf } from "./kinds";

type Props = Record<string, unknown> & { children?: ReactNode };

/** Every element that is drawn, down to boxes and buttons: what holds them has no state of its own. */
function listElements(node: ReactNode): ReactElement<Props>[] {
  if (Array.isArray(node)) return node.flatMap(listElements);
  if (!isValidElement<Props>(node)) return [];
  const { type, props } = node;
  const isOpened =
    typeof type === "function" && type !== DecimalBox && (type === AnswerNumberBox || "question" in props);
  return [node, ...listElements(isOpened ? (type as (props: Props) => ReactNode)(props) : props.children)];
}

const item: AssignedItem = {
  assignmentId: "a",
  versionId: "v",
  layout: "SINGLE",
  prompt: "",
  texts: [],
  candidates: [],
  persona: null,
  draft: null,
  leaseExpiresAt: "",
};

const make = (given: Record<string, unknown>) => questionSchema.parse({ key: "q", text: "How?", ...given });

/** Where an answer is typed, and what was written of it. */
function openBox(question: Question, answer?: AnswerInput, more: { about?: Question; isLocked?: boolean } = {}) {
  const written: (AnswerInput | undefined)[] = [];
  const { Written } = viewOf(question);
  if (!Written) throw new Error("this kind is not answered by typing");
  const given = {
    question,
    answer,
    error: undefined,
    about: more.about,
    item,
    isLocked: more.isLocked ?? false,
    labelledBy: "label",
    describedBy: undefined,
    placing: { marks: {}, onMark: () => undefined, isInHand: true },
    onWrite: (next: AnswerInput | undefined) => written.push(next),
    say: inEnglish,
  };
  const elements = listElements(<Written {...given} />);
  const boxes = elements.filter(({ type }) => type === DecimalBox);
  const call = (element: ReactElement<Props> | undefined, handler: string, ...values: unknown[]) => {
    const act = element?.props[handler];
    if (typeof act !== "function") throw new Error(`nothing answers to ${handler}`);
    act(...values);
    return written.at(-1);
  };
  return {
    number: (value: number | null, text: string, place = 0) => call(boxes[place], "onValue", value, text),
    text: (value: string) =>
      call(
        elements.find(({ type }) => type === "textarea"),
        "onChange",
        { target: { value } },
      ),
    press: () =>
      call(
        elements.find(({ props }) => props.onClick),
        "onClick",
      ),
    markup: renderToStaticMarkup(<Written {...given} />),
  };
}

describe("a number", () => {
  const question = make({ type: "number", minimum: -2, maximum: 10, unit: "mg", step: 0.5 });

  test("is given as it is typed, and an empty box is no answer", () => {
    expect(openBox(question).number(7.5, "7.5")).toEqual({ state: "GIVEN", value: 7.5 });
    expect(openBox(question).number(0, "0")).toEqual({ state: "GIVEN", value: 0 });
    expect(openBox(question, { state: "GIVEN", value: 7 }).number(null, "")).toBeUndefined();
  });

  test("that cannot be read goes on as it stands, so that submitting says so", () => {
    expect(openBox(question).number(null, "1.2.3")).toEqual({ state: "GIVEN", value: "1,2,3" });
  });

  test("its bounds, steps and unit stand beside the box, and its value in it", () => {
    const { markup } = openBox(question, { state: "GIVEN", value: 7.5 });
    expect(markup).toContain('value="7.5"');
    expect(markup.replace(/<!-- -->/g, "")).toContain("-2 to 10, in steps of 0.5");
    expect(markup).toMatch(/aria-hidden[^>]*>mg</);
    expect(markup).toContain('inputMode="text"');
    expect(openBox(make({ type: "number", minimum: 0, maximum: 10 })).markup).toContain('inputMode="decimal"');
  });

  test("nothing can be typed in a locked one", () => {
    expect(openBox(question, undefined, { isLocked: true }).markup).toContain("readOnly");
    expect(openBox(question).markup).not.toContain("readOnly");
  });
});

describe("a text", () => {
  const question = make({ type: "text", maxLength: 210 });
  const left = (length: number) => openBox(question, { state: "GIVEN", value: "x".repeat(length) }).markup;

  test("is given as it is typed, and an empty one is no answer", () => {
    expect(openBox(question).text("So so")).toEqual({ state: "GIVEN", value: "So so" });
    expect(openBox(question).text("")).toBeUndefined();
  });

  test("says how many characters are left once they are few, and how many are too many", () => {
    expect(left(10)).not.toContain("left");
    expect(left(11)).toContain("199 characters left");
    expect(left(209)).toContain("1 character left");
    expect(left(210)).toContain("0 characters left");
    expect(left(211)).toContain("1 character too many");
  });
});

describe("a confidence", () => {
  const options = ["a", "b", "c"].map((key) => ({ key, label: key.toUpperCase(), description: "" }));
  const about = make({ key: "which", type: "choice", options });
  const percent = make({ type: "confidence", about: "which", scale: "percent" });
  const shares = make({ type: "confidence", about: "which", scale: "probabilities" });
  const given = (probabilities: Record<string, number>): AnswerInput => ({ state: "GIVEN", probabilities });

  test("as a percentage is one number", () => {
    expect(openBox(percent, undefined, { about }).number(80, "80")).toEqual({ state: "GIVEN", value: 80 });
  });

  test("as probabilities has a box for each option, and a share that is emptied is none", () => {
    expect(openBox(shares, undefined, { about }).number(33.3, "33.3", 1)).toEqual(given({ b: 0.333 }));
    expect(openBox(shares, given({ a: 0.5 }), { about }).number(50, "50", 2)).toEqual(given({ a: 0.5, c: 0.5 }));
    expect(openBox(shares, given({ a: 0.5, b: 0.5 }), { about }).number(null, "")).toEqual(given({ b: 0.5 }));
    expect(openBox(shares, given({ a: 0.5 }), { about }).number(null, "")).toBeUndefined();
  });

  test("says the sum while it is not 100 %, and shares out the rest", () => {
    const words = (probabilities: Record<string, number>) =>
      openBox(shares, given(probabilities), { about }).markup.replace(/<!-- -->/g, "");
    expect(openBox(shares, undefined, { about }).markup).toContain("They sum to 100 %");
    expect(words({ a: 0.5 })).toContain("Sum 50 %, must be 100 %");
    expect(words({ a: 0.5, b: 0.2, c: 0.3 })).toContain("Sum 100 %<");
    expect(openBox(shares, given({ a: 0.5 }), { about }).press()).toEqual(given({ a: 0.5, b: 0.25, c: 0.25 }));
    expect(words({ a: 1 })).not.toContain("Share out");
    expect(openBox(shares, given({ a: 0.5 }), { about, isLocked: true }).markup).not.toContain("Share out");
  });
});
