import { expect, test } from "vitest";
import {
  extend,
  listMarkable,
  type Place,
  placeOf,
  quoteOf,
  step,
  stepSentence,
  stopAt,
  targetOf,
  trimPlace,
} from "@/components/questions/marking/places";
import type { AssignedItem } from "@/lib/labeling/contract";
import type { Marking } from "@/lib/questions/marking";

const words: Marking = { of: "words", categories: [], severities: [], firstOnly: false };
const turns: Marking = { ...words, of: "turns" };
const part = "11111111-1111-1111-1111-111111111111";

const item = (text: string | null, said: string[] | null = null): AssignedItem => ({
  assignmentId: "a",
  versionId: "v",
  layout: said ? "TRANSCRIPT" : "SINGLE",
  prompt: "",
  candidates: [],
  persona: null,
  draft: null,
  leaseExpiresAt: "",
  texts: [
    {
      partId: part,
      letter: null,
      text,
      turns: said?.map((own, place) => ({ speaker: place % 2 ? "assistant" : "user", text: own })) ?? null,
    },
  ],
});

const shown = item("Well. **Take** 🙂 ten pills, now.\nOr not.");
const texts = listMarkable(shown, words);
const walk = (steps: ((at: Place | null) => Place | null)[]) => {
  let at: Place | null = null;
  return steps.map((next) => {
    at = next(at);
    return at && quoteOf(texts, at);
  });
};
const right = (at: Place | null) => step(texts, at, 1);
const left = (at: Place | null) => step(texts, at, -1);
const down = (at: Place | null) => stepSentence(texts, at, 1);
const up = (at: Place | null) => stepSentence(texts, at, -1);

test("keys go from word to word, past signs that are none, and stay at the ends", () => {
  expect(walk([right, right, right, left, left, left])).toEqual(["Well", "Take", "ten", "Take", "Well", "Well"]);
});

test("keys go from sentence to sentence", () => {
  expect(walk([down, down, down, down, up, up])).toEqual(["Well", "Take", "Or", "Or", "Take", "Well"]);
  expect(walk([right, right, right, up])).toEqual(["Well", "Take", "ten", "Take"]);
});

test("what is selected takes in a word more or less at either end, and never less than one", () => {
  const at = stopAt(texts, 0, shown.texts[0]?.text?.indexOf("ten") ?? 0);
  if (!at) throw new Error("no word there");
  const longer = extend(texts, at, "to", 1);
  expect(quoteOf(texts, longer)).toBe("ten pills");
  expect(quoteOf(texts, extend(texts, longer, "from", -1))).toBe("Take** 🙂 ten pills");
  expect(quoteOf(texts, extend(texts, longer, "to", -1))).toBe("ten");
  expect(extend(texts, at, "to", -1)).toEqual(at);
});

test("a place is stored in code points, and found again", () => {
  const at = stopAt(texts, 0, shown.texts[0]?.text?.indexOf("ten") ?? 0);
  if (!at) throw new Error("no word there");
  const target = targetOf(texts, at, words, shown);
  expect(target).toBe(`${part}:17-20`);
  expect(placeOf(texts, target, shown)).toEqual(at);
});

test("turns are marked whole, and words of a turn by its number", () => {
  const dialogue = item(null, ["Hello", "Hi there", "Bye", "See you"]);
  const own = listMarkable(dialogue, turns);
  expect(own.map(({ name, text }) => [name, text])).toEqual([
    ["Turn 2", "Hi there"],
    ["Turn 4", "See you"],
  ]);
  const second = step(own, step(own, null, 1), 1);
  expect(second && targetOf(own, second, turns, dialogue)).toBe("t4");
  expect(placeOf(own, "t4", dialogue)).toEqual(second);
  const inWords = listMarkable(dialogue, words);
  const there = step(inWords, { text: 1, from: 0, to: 2 }, 1);
  expect(there && targetOf(inWords, there, words, dialogue)).toBe(`${part}:t2:3-8`);
});

test("spaces at the ends of a selection are not part of it", () => {
  expect(trimPlace(texts, { text: 0, from: 4, to: 6 })).toEqual({ text: 0, from: 4, to: 5 });
  expect(trimPlace(texts, { text: 0, from: 5, to: 6 })).toBeNull();
});

test("Chinese is marked by its words", () => {
  const chinese = listMarkable(item("他每天吃十片药"), words);
  expect(chinese[0]?.stops.length).toBeGreaterThan(2);
});
