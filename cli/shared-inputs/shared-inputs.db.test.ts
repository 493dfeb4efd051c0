import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesInputs } from "./bytes-inputs";
import { formatsInputs } from "./formats-inputs";
import { numbersInputs } from "./numbers-inputs";
import { shownElsewhere, withoutCheck } from "./shown-elsewhere";

const folder = join(import.meta.dirname, "../../../shared/inputs");
const tables = [formatsInputs, bytesInputs, numbersInputs];
const checks = tables.flatMap((table) => Object.entries(table));

const listInputs = () => [
  ...readdirSync(folder).filter((name) => !["README.md", "siblings"].includes(name)),
  ...readdirSync(join(folder, "siblings"))
    .filter((name) => name !== "EXPECTED.md")
    .map((name) => `siblings/${name}`),
];

// The folder is not part of this project: where it is not there, these tests are reported as skipped.
describe.skipIf(!existsSync(folder))("files of kinds that failed once", () => {
  test.each(checks)("%s gives what its folder says of it", (name, check) => check(join(folder, name)));

  test("every file of the folder is looked at, once", () => {
    const names = [...checks.map(([name]) => name), ...Object.keys(shownElsewhere), ...withoutCheck];
    expect(names.toSorted()).toEqual(listInputs().toSorted());
  });
});
