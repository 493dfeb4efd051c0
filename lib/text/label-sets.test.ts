import { expect, test } from "vitest";
import { findSeparator, splitCell } from "@/lib/text/label-sets";

test.each([
  ["anger, joy", ",", ["anger", "joy"]],
  ["a; b;", ";", ["a", "b"]],
  ['["a, b", "c"]', "list", ["a, b", "c"]],
  ["['joy', 'fear']", "list", ["joy", "fear"]],
  ["[]", "list", []],
  ["joy", "list", ["joy"]],
] as const)("%s is split at %s", (text, separator, parts) => {
  expect(splitCell(text, separator)).toEqual(parts);
});

test.each<[readonly string[], ReturnType<typeof findSeparator>]>([
  [["anger, joy", "joy, anger"], { separator: ",", isClear: true }],
  [["a|b", "b|c", "a", "c"], { separator: "|", isClear: true }],
  [["['joy']", "[]"], { separator: "list", isClear: true }],
  [["1,2,3", "2,3,1"], { separator: ",", isClear: true }],
  [["yes, but", "no"], { separator: ",", isClear: false }],
  [["3,5", "5,3"], { separator: ",", isClear: false }],
  [["yes", "no"], null],
  [["It was fine, and the person who answered knew what he or she was talking about, I think", "no"], null],
])("%o hold sets where nothing else can be meant: %o", (texts, found) => {
  expect(findSeparator(texts)).toEqual(found);
});
