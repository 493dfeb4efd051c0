import { expect, test } from "vitest";
import { readTypedNumber } from "@/lib/text/typed-number";

test("a number is read as people type it, with a comma or a point", () => {
  expect(["7", "72,5", "72.5", " 3 ", "-4", "−0.5"].map((text) => readTypedNumber(text))).toEqual([
    7, 72.5, 72.5, 3, -4, -0.5,
  ]);
});

test("what is no number yet is none", () => {
  expect(["", "7.", ",5", "-", "1 000", "1e3", "a"].map((text) => readTypedNumber(text))).toEqual(Array(7).fill(null));
});

test("what may be a thousand is none: with a comma, and with a point where whole numbers are asked for", () => {
  expect(["1,000", "12,345,678", "-1,000"].map((text) => readTypedNumber(text))).toEqual([null, null, null]);
  expect(["1.000", "12.345"].map((text) => readTypedNumber(text, true))).toEqual([null, null]);
  expect(["1.125", "0,125", "0.125"].map((text) => readTypedNumber(text))).toEqual([1.125, 0.125, 0.125]);
  expect(["1000", "12.5"].map((text) => readTypedNumber(text, true))).toEqual([1000, 12.5]);
});
