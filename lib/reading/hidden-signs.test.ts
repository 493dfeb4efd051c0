import fc from "fast-check";
import { expect, test } from "vitest";
import { splitHiddenSigns, textDirection } from "@/lib/reading/hidden-signs";

const labels = (text: string) =>
  splitHiddenSigns(text).flatMap((piece) => (typeof piece === "string" ? [] : [piece.label]));

test.each([
  [
    "controls of direction",
    "\u202E05 gm\u202C \u2066a\u2069 \u200Eb\u200F \u061C",
    ["RLO", "PDF", "LRI", "PDI", "LRM", "RLM", "ALM"],
  ],
  [
    "zero-width characters in words",
    "do\u200Bse 5\u200D0 a\u200Cb \u2060\uFEFF so\u00ADft",
    ["ZWSP", "ZWJ", "ZWNJ", "WJ", "BOM", "SHY"],
  ],
  ["control codes", "a\u0000\u001b[0m\u0085", ["U+0000", "U+001B", "U+0085"]],
  ["separators and fillers", "a\u2028b\u2029\u3164", ["LSEP", "PSEP", "U+3164"]],
  [
    "letters in tags and in selectors",
    "hi\u{E0068}\u{E0069} 😀\uFE0F\u{E0101}\u{E0102}",
    ["U+E0068", "U+E0069", "U+E0101", "U+E0102"],
  ],
])("%s are marked", (_, text, expected) => {
  expect(labels(text)).toEqual(expected);
});

test.each([
  ["a family, a nurse, a heart and a keycap", "👨‍👩‍👧 👩🏽‍⚕️ ❤️ 1️⃣"],
  ["the flag of Scotland", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"],
  ["Persian with its non-joiner", "می‌خواهم"],
  ["Hindi and Sinhala with their joiners", "क्‍ष ශ්‍රී"],
  ["Thai and Khmer with spaces of no width", "ยา\u200Bเม็ด ថ្នាំ\u200Bគ្រាប់"],
  ["tabs, line ends and spaces of other widths", "a\tb\nc\u00A0d\u2009e"],
  ["the sign before an Arabic number", "\u0600١٢"],
])("%s are written right, and nothing is marked", (_, text) => {
  expect(splitHiddenSigns(text)).toEqual([text]);
});

test("the pieces are the text, whatever it is", () => {
  const characters = [
    "a",
    "5",
    " ",
    "\n",
    "א",
    "ک",
    "क",
    "👩",
    "🏴",
    "\u{E0067}",
    "\uFE0F",
    "\u200B",
    "\u200C",
    "\u200D",
    "\u200E",
    "\u202E",
    "\uFEFF",
    "\u0007",
  ];
  const text = fc.array(fc.constantFrom(...characters)).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (written) => {
      const pieces = splitHiddenSigns(written).map((piece) => (typeof piece === "string" ? piece : piece.sign));
      expect(pieces.join("")).toBe(written);
    }),
  );
});

test.each([
  ["500 שלום hello", "rtl"],
  ["mg 500 שלום", "ltr"],
  ["۵۰۰ میلی‌گرم", "rtl"],
  ["500 %", "ltr"],
  ["", "ltr"],
])("%s runs %s", (text, direction) => {
  expect(textDirection(text)).toBe(direction);
});
