import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/*
 * A formula is read, and a cast at every index hides it. The rooms of arithmetic are checked as a program of their own, to
 * which what stands at an index is a number (tsconfig.numbers.json): no cast is needed there.
 */

const rooms = ["stats", "measure"];

const sources = rooms
  .flatMap((room) =>
    readdirSync(join(import.meta.dirname, room), { recursive: true, encoding: "utf8" }).map((file) => join(room, file)),
  )
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));

/** `x as T`, where it is neither `as const`, an import under another name, nor a word of a comment or of a sentence. */
const cast = /[\])\w}>?] as (?!const\b)(?:readonly )?(?:\[|\{|\(|string\b|number\b|unknown\b|[A-Z])/;

/** What TypeScript itself gives no better type: the keys of an object are any text to it. */
const allowed = /\(Object\.(?:keys|entries)\(/;

const listCasts = (text: string) =>
  text
    .split("\n")
    .filter((line) => cast.test(line) && !allowed.test(line) && !/^\s*(?:\*|\/\*|\/\/)|^import /.test(line));

const all = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^generated/.test(file),
);

test("nowhere in lib is what stands at an index cast: it is asked whether it is there", () => {
  const found = all.flatMap((file) =>
    readFileSync(join(import.meta.dirname, file), "utf8")
      .split("\n")
      .flatMap((line) => (/[^[]\] as (?!const\b)/.test(line) ? [`${file}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

test("the statistics and the engine above them cast nothing", () => {
  expect(sources.length).toBeGreaterThan(120);
  const found = sources.flatMap((file) =>
    listCasts(readFileSync(join(import.meta.dirname, file), "utf8")).map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test.each([
  "const a = rows[i] as number;",
  "return sorted.at(-1) as Label;",
  "const [a, b] = pair as [number, number];",
])("a cast is found: %s", (line) => expect(listCasts(line)).toEqual([line]));
