import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readJsonFile } from "./read-json-file";

const folder = mkdtempSync(join(tmpdir(), "grata-read-json-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a file that is not there, a folder and what is no JSON are each told as what they are", () => {
  const missing = join(folder, "missing.json");
  expect(readJsonFile(missing)).toEqual({ because: `There is no file ${missing}.` });
  expect(readJsonFile(folder)).toEqual({ because: `${folder} is a folder: name a file in it.` });
  const text = join(folder, "text.json");
  writeFileSync(text, "# no JSON");
  expect(readJsonFile(text)).toEqual({ because: expect.stringContaining(`${text} is no JSON: `) });
  writeFileSync(text, "[1]");
  expect(readJsonFile(text)).toEqual({ json: [1] });
});
