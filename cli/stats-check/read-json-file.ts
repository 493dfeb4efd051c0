import { existsSync, readFileSync, statSync } from "node:fs";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Goes before keys that look like numbers while they are read: JavaScript would put such keys first, by size. */
const mark = "\u2060";

/** Every text of a file, and whether it is a key. */
const texts = /"((?:[^"\\]|\\.)*)"(\s*:)?/g;

/** Takes the marks off again, and writes down beside `humans` the order in which the file has them. */
function unmark(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmark);
  if (!isRecord(value)) return value;
  const plain = (key: string) => (key.startsWith(mark) ? key.slice(mark.length) : key);
  const entries = Object.entries(value).map(([key, own]): [string, unknown] => [plain(key), unmark(own)]);
  const { humans } = value;
  if (isRecord(humans)) entries.push(["humansInOrder", Object.keys(humans).map(plain)]);
  return Object.fromEntries(entries);
}

/**
 * Reads JSON as `JSON.parse` does, but keeps the order of raters: a reference lists its p-values as its file lists the
 * raters, and those may be named 10, 2, 1.
 */
export function parseInOrder(text: string): unknown {
  JSON.parse(text);
  const marked = text.replace(texts, (whole, inner: string, colon?: string) =>
    colon !== undefined && /^\d+$/.test(inner) ? `"${mark}${inner}"${colon}` : whole,
  );
  return unmark(JSON.parse(marked));
}

/** The file's JSON, or why there is none. */
export function readJsonFile(file: string): { json: unknown } | { because: string } {
  if (!existsSync(file)) return { because: `There is no file ${file}.` };
  if (statSync(file).isDirectory()) return { because: `${file} is a folder: name a file in it.` };
  try {
    return { json: parseInOrder(readFileSync(file, "utf8")) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { because: error instanceof SyntaxError ? `${file} is no JSON: ${why}` : `${file} cannot be read: ${why}` };
  }
}
