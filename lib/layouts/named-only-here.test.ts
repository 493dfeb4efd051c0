import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { itemLayouts } from "@/lib/layouts/layouts";

/*
 * How an item is set out is asked of its layout: a branch on the name of a layout anywhere else would have to be found and
 * changed by whoever adds one. Readers of files name the layout of what they make, and nothing else does. Checked over the
 * text of the sources: TypeScript cannot forbid comparing a string.
 */

const names = itemLayouts.join("|");
const branches = [
  // === "PAIR", case "PAIR":, and in SQL: layout = 'PAIR', layout <> 'PAIR', WHEN 'PAIR'
  new RegExp(`(?:[=!]==?|\\bcase)\\s*"(?:${names})"|(?:[=>]|\\bWHEN)\\s*'(?:${names})'`),
  // ["PAIR", "CANDIDATES"], IN ('PAIR', 'CANDIDATES')
  new RegExp(`\\[\\s*["'](?:${names})["']|\\bIN\\s*\\(\\s*'(?:${names})'`),
  // { SINGLE: ..., PAIR: ... } as a table by layout
  new RegExp(`(?:^|[{,])\\s*"?(?:${names})"?:`),
  /Record<(?:Item)?Layout\b|\[\w+ in ItemLayout\]|CASE (?:\w+\.)?layout\b/,
];

const findBranches = (text: string) =>
  text.split("\n").flatMap((line, place) => (branches.some((branch) => branch.test(line)) ? [place + 1] : []));

const sources = ["lib", "components", "app", "cli", "bench", "prisma"]
  .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file}`))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .filter((file) => !/^(?:lib|components)\/layouts\/|\/generated\//.test(file));

test("which layout an item has, is read in lib/layouts and components/layouts alone", () => {
  expect(sources.length).toBeGreaterThan(500);
  const found = sources.flatMap((file) => findBranches(readFileSync(file, "utf8")).map((line) => `${file}:${line}`));
  expect(found).toEqual([]);
});

test.each([
  `if (item.layout === "PAIR") return`,
  `WHERE i.layout <> 'CANDIDATES'`,
  `CASE i.layout WHEN 'PAIR' THEN 1`,
  `new Set(["PAIR", "CANDIDATES"])`,
  `const words: Record<ItemLayout, string> = {`,
  `  SINGLE: "single response",`,
  `i.layout IN ('TRANSCRIPT', 'SINGLE')`,
])("such as %s", (line) => expect(findBranches(line)).toEqual([1]));

test("a reader may name the layout of what it makes", () => {
  expect(findBranches(`  { kind: "item", externalId, layout: "PAIR", factors: {} },`)).toEqual([]);
});
