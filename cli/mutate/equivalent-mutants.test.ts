import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { names, readEquivalents } from "./equivalent-mutants";
import { listMutants } from "./list-mutants";

const root = join(import.meta.dirname, "../..");
const entries = readEquivalents();

const textOf = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "");

test("every change that is listed as noticed by nobody can still be made, and says why", () => {
  const stale = entries.filter((entry) => {
    const text = textOf(entry.path);
    return !listMutants(text).some((mutant) => names(entry, { path: entry.path, text }, mutant));
  });
  expect(stale).toEqual([]);
  expect(entries.filter(({ because }) => because.length < 20)).toEqual([]);
});

test("an entry names its change wherever its line has moved, and no other change of the line", () => {
  const text = "\n\n  const a = b > 0 && c > 1;\n";
  const entry = { path: "a.ts", line: "const a = b > 0 && c > 1;", before: "&&", after: "||", because: "" };
  const named = listMutants(text).filter((mutant) => names(entry, { path: "a.ts", text }, mutant));
  expect(named.map(({ line, after }) => [line, after])).toEqual([[3, "||"]]);
  expect(listMutants(text).some((mutant) => names(entry, { path: "b.ts", text }, mutant))).toBe(false);
});
