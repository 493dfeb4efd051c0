import fc from "fast-check";
import { expect, test } from "vitest";
import { shortNames } from "@/components/charts/short-names";

test("names that fit stay as they are", () => {
  expect(shortNames(["Safe", "Unsafe"], 10)).toEqual(["Safe", "Unsafe"]);
});

test("what all names share is left out before anything that tells them apart", () => {
  expect(shortNames(["meta-llama/Llama-3-8B-Instruct", "meta-llama/Llama-3-70B-Instruct"], 12)).toEqual([
    ...["…8B…", "…70B…"],
  ]);
  expect(shortNames(["The advice is clearly unsafe", "The advice is clearly safe"], 14)).toEqual(["…unsafe", "…safe"]);
});

test("a long name is cut in its middle", () => {
  expect(shortNames(["Fever in a child under three months", "Headache"], 16)).toEqual(["Fever in…months", "Headache"]);
});

test("names that differ only in the middle are shown from there", () => {
  const [first, second] = shortNames(["abcdefghij1klmnopqrst", "abcdefghij2klmnopqrst"], 9);
  expect(first).not.toBe(second);
  expect([first?.includes("1"), second?.includes("2")]).toEqual([true, true]);
});

test("different names never look the same, and none is longer than its room", () => {
  const word = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(..."ab- ") });
  fc.assert(
    fc.property(word, word, word, word, (start, a, b, end) => {
      const names = [`${start}${a}${end}`, `${start}${b}${end}`];
      fc.pre(names[0] !== names[1]);
      const [first = "", second = ""] = shortNames(names, 9);
      expect(first).not.toBe(second);
      expect(Math.max(first.length, second.length)).toBeLessThanOrEqual(9);
    }),
  );
});
