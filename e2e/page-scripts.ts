import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";

const built = join(import.meta.dirname, "../.next");

type Manifest = { entryJSFiles: Record<string, string[]> };

/** What the last build says that each part of a page (its layouts, itself) loads as scripts. `page`: its folder below app. */
function readEntries(page: string): [entry: string, files: string[]][] {
  const context: { __RSC_MANIFEST?: Record<string, Manifest> } = {};
  const source = readFileSync(join(built, "server/app", page, "page_client-reference-manifest.js"), "utf8");
  runInNewContext(source, { globalThis: context });
  return Object.values(context.__RSC_MANIFEST ?? {}).flatMap(({ entryJSFiles }) => Object.entries(entryJSFiles));
}

const sizeOf = (file: string) => gzipSync(readFileSync(join(built, file))).length;

/** Bytes of script, packed by gzip, that a page loads beyond the one that says that there is none. */
export function countScriptBytes(page: string): number {
  const entries = readEntries(page);
  const usual = entries.filter(([entry]) => /\/app\/(?:layout|not-found)$/.test(entry)).flatMap(([, files]) => files);
  const loaded = new Set(entries.flatMap(([, files]) => files));
  return [...loaded].filter((file) => !usual.includes(file)).reduce((sum, file) => sum + sizeOf(file), 0);
}
