import { expect, test } from "vitest";
import { listMutants } from "./list-mutants";

/** The text with each change alone, as vitest.config.ts makes it. */
const changed = (text: string) =>
  listMutants(text).map(
    ({ start, before, after }) => `${text.slice(0, start)}${after}${text.slice(start + before.length)}`,
  );

test("comparisons, signs, numbers and truths are changed one at a time", () => {
  expect(changed("const own = rate >= 0.5 && n < 20;")).toEqual([
    "const own = rate > 0.5 && n < 20;",
    "const own = rate >= 0.5 || n < 20;",
    "const own = rate >= 0.5 && n <= 20;",
    "const own = rate >= 0.5 && n < 21;",
  ]);
  expect(changed("if (!isMet) return a - b;")).toEqual(["if (isMet) return a - b;", "if (!isMet) return a + b;"]);
  expect(changed("const most = 50_000, all = true;")).toEqual([
    "const most = 50001, all = true;",
    "const most = 50_000, all = false;",
  ]);
});

test("what adds up is taken off, but a loop keeps its step", () => {
  expect(changed("sum += own;")).toEqual(["sum -= own;"]);
  expect(changed("counts[k]++;")).toEqual(["counts[k]--;"]);
  expect(changed("for (const i of own) i++;")).toEqual([]);
});

test("comments, words, imports and types are left as they are", () => {
  const text = `import { a } from "b > 1";
/* 1 > 2 */
// a === b
type Own = { kind: 1 | 2 };
const words = "3 > 2";
const said = \`4 < 5\`;
`;
  expect(changed(text)).toEqual([]);
});

test("arrows and type arguments are no comparisons", () => {
  expect(changed("const of = (a: Map<string, number>) => a;")).toEqual([]);
});

test("a mutant says its line", () => {
  expect(listMutants("const a =\n  b === c;").map(({ line }) => line)).toEqual([2]);
});
