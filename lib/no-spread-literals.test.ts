import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/*
 * `{ ...{ a, b }, c }` is `{ a, b, c }` with a riddle in it: whoever meets the spread looks for what it may override. An
 * object that is spread for a condition (`...(x && { x })`) or under a computed name (`{...{ [mark]: id }}`) is meant.
 */

const root = join(import.meta.dirname, "..");

const sources = ["lib", "components", "app", "cli", "prisma", "bench", "e2e"]
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map((file) => join(room, file)),
  )
  .filter(
    (file) =>
      /\.tsx?$/.test(file) &&
      !file.includes("generated") &&
      !file.endsWith("-here.test.ts") &&
      file !== join("lib", "no-spread-literals.test.ts"),
  );

test("no object literal is spread into another to save lines", () => {
  expect(sources.length).toBeGreaterThan(800);
  const found = sources.flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .flatMap((line, place) => (/\.\.\.\{(?! ?\[)/.test(line) ? [`${file}:${place + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
