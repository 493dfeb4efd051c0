import { existsSync, readFileSync, statSync } from "node:fs";

/** The file's JSON, or why there is none. */
export function readJsonFile(file: string): { json: unknown } | { because: string } {
  if (!existsSync(file)) return { because: `There is no file ${file}.` };
  if (statSync(file).isDirectory()) return { because: `${file} is a folder: name a file in it.` };
  try {
    return { json: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { because: error instanceof SyntaxError ? `${file} is no JSON: ${why}` : `${file} cannot be read: ${why}` };
  }
}
