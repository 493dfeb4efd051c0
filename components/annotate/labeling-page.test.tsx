// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { openLabelingPage } from "@/components/testing/open-labeling-page";

// Every test draws the whole page, which takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 });

const points = [1, 2, 3].map((value) => ({ value, label: `p${value}` }));
const options = ["calm", "warm", "curt"].map((key) => ({ key, label: `is ${key}` }));

const kinds = {
  ordinal: { key: "q", type: "ordinal", points, cannotJudge: true },
  choice: { key: "q", type: "choice", options },
  multi: { key: "q", type: "multi", options, minimum: 1 },
  preference: { key: "q", type: "preference", tie: true },
  number: { key: "q", type: "number", minimum: 0, maximum: 10 },
  text: { key: "q", type: "text" },
};
const given = (answer: object) => ({ q: { item: answer } });

const press = (name: string) => screen.getByRole("button", { name: new RegExp(`^${name}`) });

describe("with the mouse", () => {
  test.each([
    ["ordinal", ["2 p2"], { state: "GIVEN", value: 2 }],
    ["ordinal", ["2 p2", "Cannot judge"], { state: "CANNOT_JUDGE" }],
    ["choice", ["is warm"], { state: "GIVEN", value: "warm" }],
    ["choice", ["is warm", "is curt"], { state: "GIVEN", value: "curt" }],
    ["multi", ["is curt", "is calm"], { state: "GIVEN", value: '["calm","curt"]' }],
    ["multi", ["is curt", "is calm", "is curt"], { state: "GIVEN", value: '["calm"]' }],
  ] as const)("a question of the kind %s is answered by clicking %j", async (kind, names, answer) => {
    const { user, submitted } = await openLabelingPage([kinds[kind]]);
    for (const name of names) await user.click(screen.getByLabelText(name));
    await user.click(press("Submit and next"));
    await waitFor(() => expect(submitted).toEqual([{ assignmentId: "first", answers: given(answer) }]));
  });

  test("a preference is given by the letter of its side", async () => {
    const { user, submitted } = await openLabelingPage([kinds.preference]);
    await user.click(screen.getAllByRole("radio")[1] ?? document.body);
    await user.click(press("Submit and next"));
    await waitFor(() => expect(submitted[0]?.answers).toEqual(given({ state: "GIVEN", value: "first-B" })));
  });

  test.each([
    ["number", "7", { state: "GIVEN", value: 7 }],
    ["text", "So so", { state: "GIVEN", value: "So so" }],
  ] as const)("a question of the kind %s is answered by writing %s", async (kind, words, answer) => {
    const { user, submitted } = await openLabelingPage([kinds[kind]]);
    await user.type(screen.getByRole("textbox"), words);
    await user.click(press("Submit and next"));
    await waitFor(() => expect(submitted[0]?.answers).toEqual(given(answer)));
  });
});

describe("with keys alone", () => {
  test.each([
    ["ordinal", "2{Enter}", { state: "GIVEN", value: 2 }],
    ["ordinal", "{ArrowRight}{ArrowLeft}{ArrowLeft}{Enter}", { state: "CANNOT_JUDGE" }],
    ["choice", "2{Enter}", { state: "GIVEN", value: "warm" }],
    ["choice", "{ArrowDown}{ArrowDown}{ArrowUp}{Enter}", { state: "GIVEN", value: "warm" }],
    ["multi", "31{Enter}", { state: "GIVEN", value: '["calm","curt"]' }],
    ["multi", "[Space]{ArrowDown}{ArrowDown}[Space]{Enter}", { state: "GIVEN", value: '["calm","curt"]' }],
    ["preference", "{ArrowRight}{Enter}", { state: "GIVEN", value: "first-B" }],
    ["number", "7{Enter}", { state: "GIVEN", value: 7 }],
    ["text", "So so{Control>}{Enter}{/Control}", { state: "GIVEN", value: "So so" }],
  ] as const)("a question of the kind %s is answered by %s", async (kind, keys, answer) => {
    const { user, submitted } = await openLabelingPage([kinds[kind]]);
    await user.keyboard(keys);
    await waitFor(() => expect(submitted).toEqual([{ assignmentId: "first", answers: given(answer) }]));
  });

  test("a confidence has keys of its own beside those of the answer it is about", async () => {
    const { user, submitted } = await openLabelingPage([
      kinds.ordinal,
      { key: "sure", type: "confidence", about: "q" },
    ]);
    await user.keyboard("2q{Enter}");
    const sure = { item: { state: "GIVEN", value: "low" } };
    await waitFor(() => expect(submitted[0]?.answers).toEqual({ ...given({ state: "GIVEN", value: 2 }), sure }));
  });

  test("Backspace takes an answer back, and without one nothing is submitted but said", async () => {
    const { user, submitted } = await openLabelingPage([kinds.ordinal]);
    await user.keyboard("2{Backspace}{Enter}");
    expect(await screen.findByRole("alert")).toHaveProperty("textContent", expect.stringMatching(/Answer/));
    expect(submitted).toEqual([]);
  });

  test("a table of scales is answered row after row", async () => {
    const rows = ["joy", "fear", "calm"].map((key) => ({
      ...kinds.ordinal,
      key,
      text: `How much ${key}?`,
      block: "Feelings",
    }));
    const { user, submitted } = await openLabelingPage(rows);
    expect(screen.getByRole("region", { name: "Feelings" }).querySelectorAll("fieldset")).toHaveLength(3);
    await user.keyboard("31c{Enter}");
    await waitFor(() =>
      expect(submitted[0]?.answers).toEqual({
        joy: { item: { state: "GIVEN", value: 3 } },
        fear: { item: { state: "GIVEN", value: 1 } },
        calm: { item: { state: "CANNOT_JUDGE" } },
      }),
    );
  });

  test("after an answer the keys go on to the next question", async () => {
    const { user, submitted } = await openLabelingPage([
      { ...kinds.ordinal, key: "one" },
      { ...kinds.choice, key: "two" },
    ]);
    await user.keyboard("31{Enter}");
    await waitFor(() =>
      expect(submitted[0]?.answers).toEqual({
        one: { item: { state: "GIVEN", value: 3 } },
        two: { item: { state: "GIVEN", value: "calm" } },
      }),
    );
  });
});

describe("marks", () => {
  const marks = { key: "q", type: "marks", categories: options.slice(0, 2), severities: ["mild", "bad"] };
  const says = (...keys: string[]) => ({ state: "GIVEN", value: JSON.stringify(keys) });
  const mark = (value: string, severity: number, quote: string) => ({ state: "GIVEN", value, severity, quote });
  const partIdOf = (_: string, letter: string) => `0000000${letter.toLowerCase()}-0000-4000-8000-000000000000`;
  const at = (letter: string, characters: string) => `${partIdOf("", letter)}:${characters}`;

  test("are set, made longer, jumped to and taken away by keys alone", async () => {
    const { user, submitted } = await openLabelingPage([marks], { partIdOf });
    await user.keyboard("{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}1w{ArrowRight}2q");
    expect(screen.getByRole("list", { name: "Marks" }).children).toHaveLength(2);
    await user.keyboard(",.{Delete}{Enter}");
    await waitFor(() => expect(submitted).toHaveLength(1));
    expect(submitted[0]?.answers).toEqual({
      q: { item: says("calm"), [at("A", "7-17")]: mark("calm", 2, "response A") },
    });
  });

  test("say how severe they are before they are taken, and that there are none by a key", async () => {
    const { user, submitted } = await openLabelingPage([marks], { partIdOf });
    await user.keyboard("{ArrowRight}2{Enter}");
    expect(await screen.findByRole("alert")).toHaveProperty("textContent", "Say how severe “first” is: mild, bad");
    await user.keyboard("{Backspace}0{Enter}");
    await waitFor(() => expect(submitted[0]?.answers).toEqual(given(says())));
  });

  test("are set on what is selected with the mouse, over both sides, and may overlap", async () => {
    const { user, submitted } = await openLabelingPage([{ ...marks, severities: [] }], { partIdOf });
    const select = async (text: string, from: number, to: number) => {
      const node = screen.getByText(text).firstChild;
      if (!node) throw new Error("nothing to select");
      fireEvent.mouseDown(screen.getByText(text));
      window.getSelection()?.setBaseAndExtent(node, from, node, to);
      fireEvent.mouseUp(screen.getByText(text));
      // The focus that marks take ends the selection before the press that ends it is told.
      window.getSelection()?.removeAllRanges();
      Object.assign(document, { caretPositionFromPoint: () => ({ offsetNode: node, offset: to - 1 }) });
      fireEvent.click(screen.getByText(text));
    };
    await select("first, response A", 0, 6);
    await user.click(screen.getByRole("button", { name: "is calm" }));
    await select("first, response A", 3, 12);
    await user.click(screen.getByRole("button", { name: "is warm" }));
    await select("first, response B", 6, 17);
    await user.click(screen.getByRole("button", { name: "is warm" }));
    await user.click(press("Submit and next"));
    await waitFor(() => expect(submitted).toHaveLength(1));
    const set = (value: string, quote: string) => ({ state: "GIVEN", value, quote });
    expect(submitted[0]?.answers).toEqual({
      q: {
        item: says("calm", "warm"),
        [at("A", "0-6")]: set("calm", "first,"),
        [at("A", "3-12")]: set("warm", "st, respo"),
        [at("B", "7-17")]: set("warm", "response B"),
      },
    });
  });
});

describe("in the first 150 ms of an item", () => {
  test("neither a key nor a click nor Enter answers anything, and from then on they do", async () => {
    const { user, submitted, pass } = await openLabelingPage([kinds.ordinal], { graceMs: 149 });
    const two = screen.getByLabelText("2 p2");
    await user.keyboard("2");
    await user.click(two);
    expect(two).toHaveProperty("checked", false);
    await user.keyboard("{Enter}");
    expect(screen.queryByRole("alert")).toBeNull();
    pass(1);
    await user.click(two);
    expect(two).toHaveProperty("checked", true);
    await user.keyboard("3{Enter}");
    await waitFor(() => expect(submitted[0]?.answers).toEqual(given({ state: "GIVEN", value: 3 })));
  });

  test("a second Enter does not submit the next item, which begins its own moment", async () => {
    const { user, submitted, pass } = await openLabelingPage([kinds.ordinal]);
    await user.keyboard("2{Enter}");
    await screen.findByText("second, response A");
    await user.keyboard("2{Enter}");
    expect(screen.getByLabelText("2 p2")).toHaveProperty("checked", false);
    pass(150);
    await user.keyboard("1{Enter}");
    await waitFor(() => expect(submitted.map(({ assignmentId }) => assignmentId)).toEqual(["first", "second"]));
  });
});
