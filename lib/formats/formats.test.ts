import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FormatKey, formatKeys, formats, readableKeys } from "@/lib/formats/formats";

const root = join(import.meta.dirname, "../..");

/** The first cells of the rows of a table in a document, by the name of its first column. */
function listRows(document: string, column: string): string[] {
  const lines = readFileSync(join(root, "docs", document), "utf8").split("\n");
  const header = lines.findIndex((line) => line.startsWith(`| ${column} |`));
  const rows = lines.slice(header + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith("|")),
    )
    .map((line) => line.split("`")[1] ?? "");
}

const sorted = (keys: readonly string[]) => [...keys].sort();

test("the documentation names every format that can be loaded, and no other", () => {
  expect(sorted(listRows("formats.md", "`--format`"))).toEqual(sorted(readableKeys));
});

test("the documentation names every export, and no other", () => {
  expect(sorted(listRows("formats-out.md", "key"))).toEqual(
    sorted(formatKeys.flatMap((key) => formats[key].write?.key ?? [])),
  );
});

test("a format goes in or out, and is called by its own key", () => {
  for (const key of formatKeys) {
    const { read, archive, write } = formats[key];
    expect([key, formats[key].key, (read ?? archive ?? write) !== null]).toEqual([key, key, true]);
  }
});

test("no two exports are asked for by one key, and no two formats are taken for archives", () => {
  const keys = formatKeys.flatMap((key) => formats[key].write?.key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(formatKeys.filter((key) => formats[key].archive).length).toBe(1);
});

/** Sources outside of this room. */
function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.includes(".test."))
    .filter((path) => !/^(?:lib\/(?:formats|generated)|cli\/(?:testing|shared-inputs))\//.test(path));
}

test("nobody else turns on the name of a format", () => {
  const branch = /(?:\bformat\b|\.format)\)?\s*[!=]==\s*"([a-z-]+)"/g;
  const found = ["lib", "app", "components", "cli"].flatMap(listSources).flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const named = [...text.matchAll(branch)].filter(([, key]) => formatKeys.includes(key as FormatKey));
    return named.map(([words]) => `${path}: ${words}`);
  });
  expect(found).toEqual([]);
});
