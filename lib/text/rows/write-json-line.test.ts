import { expect, test } from "vitest";
import { writeJsonLine } from "@/lib/text/rows/write-json-line";

test("a line stays one line, whatever the text holds", () => {
  const value = { text: "a\nb\u2028c\u0085d" };
  const line = writeJsonLine(value);
  expect(line).toBe('{"text":"a\\nb\\u2028c\\u0085d"}\n');
  expect(JSON.parse(line)).toEqual(value);
});

test("what is absent is left out", () => {
  expect(writeJsonLine({ a: undefined, b: null })).toBe('{"b":null}\n');
});
