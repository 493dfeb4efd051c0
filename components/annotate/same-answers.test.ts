import { expect, test } from "vitest";
import { isSameAnswers } from "@/components/annotate/same-answers";
import type { AnswerInput } from "@/lib/protocol/schema";
import { atItem } from "@/lib/questions/answers";

type Bare = Record<string, AnswerInput>;
const isSame = (a: Bare, b: Bare) => isSameAnswers(atItem(a), atItem(b));

test("a number as text, a state left out and the order of keys make no other answer", () => {
  const here = { safe: { value: "4" }, sure: { value: "low" } };
  expect(isSame(here, { sure: { state: "GIVEN", value: "low" }, safe: { state: "GIVEN", value: 4 } })).toBe(true);
});

test("another value, state, strength or an answer more is another", () => {
  const here = { better: { value: "a", strength: "clear" as const } };
  expect(isSame(here, { better: { value: "b", strength: "clear" } })).toBe(false);
  expect(isSame(here, { better: { value: "a", strength: "slight" } })).toBe(false);
  expect(isSame(here, { better: { state: "CANNOT_JUDGE" } })).toBe(false);
  expect(isSame(here, { ...here, why: { value: "so" } })).toBe(false);
  expect(isSame({ better: { state: "CANNOT_JUDGE" } }, { better: { state: "CANNOT_JUDGE" } })).toBe(true);
});
