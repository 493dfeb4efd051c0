import { expect, test } from "vitest";
import { readTypedNumber } from "@/lib/text/typed-number";

test("a number is read as people type it, with a comma or a point", () => {
  expect(["7", "72,5", "72.5", " 3 ", "-4", "−0.5"].map(readTypedNumber)).toEqual([7, 72.5, 72.5, 3, -4, -0.5]);
});

test("what is no number yet is none", () => {
  expect(["", "7.", ",5", "-", "1 000", "1e3", "a"].map(readTypedNumber)).toEqual(Array(7).fill(null));
});
