import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder for the tests of one file, and files of lines in it; it goes with the last test. */
export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "grata-label-files-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const makeFile = (name: string, lines: readonly string[]): string => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join("\n")}\n`);
    return path;
  };
  return { folder, makeFile };
}
