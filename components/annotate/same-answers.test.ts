import { expect, test } from "vitest";
import { isSameAnswers } from "@/components/annotate/same-answers";

test("a number as text, a state left out and the order of keys make no other answer", () => {
  const here = { safe: { value: "4" }, sure: { value: "low" } };
  expect(isSameAnswers(here, { sure: { state: "GIVEN", value: "low" }, safe: { state: "GIVEN", value: 4 } })).toBe(
    true,
  );
});

test("another value, state, strength or an answer more is another", () => {
  const here = { better: { value: "a", strength: "clear" as const } };
  expect(isSameAnswers(here, { better: { value: "b", strength: "clear" } })).toBe(false);
  expect(isSameAnswers(here, { better: { value: "a", strength: "slight" } })).toBe(false);
  expect(isSameAnswers(here, { better: { state: "CANNOT_JUDGE" } })).toBe(false);
  expect(isSameAnswers(here, { ...here, why: { value: "so" } })).toBe(false);
  expect(isSameAnswers({ better: { state: "CANNOT_JUDGE" } }, { better: { state: "CANNOT_JUDGE" } })).toBe(true);
});
