import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { saidBy } from "../testing/said-by";
import { agreementOfFile } from "./agreement-of-file";

const folder = mkdtempSync(join(tmpdir(), "grata-agreement-of-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command says of a file, for scripts and for people. */
async function sayOf(lines: readonly string[], level = "nominal") {
  const path = join(folder, "labels.csv");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return saidBy((output) => agreementOfFile(output, path, { wide: true, unit: "unit", level, seed: "1" }));
}

test("names the raters whose labels count, and quotes labels with commas", async () => {
  const { value, text } = await sayOf(["unit,ann,ben,cleo", 'a,"yes, but","yes, but",', "b,no,no,", "c,no,,"]);
  expect(text).toContain(
    "3 units, 2 raters (ann, ben), 5 labels. Left out: 1 unit with fewer than two labels (1 label)",
  );
  expect(text).toContain('Labels: no, "yes, but".');
  expect(value).toMatchObject({ groups: [{ raterNames: ["ann", "ben"], raters: 2, units: 3 }] });
});

test("shortens a long list of raters", async () => {
  const raters = Array.from({ length: 15 }, (_, rater) => `r${rater}`);
  const { text } = await sayOf([`unit,${raters}`, `a,${raters.map(() => "x")}`, `b,${raters.map(() => "y")}`]);
  expect(text).toContain("15 raters (r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11 and 3 more)");
});

test("lists no shares of scores that are never the same", async () => {
  const rows = Array.from({ length: 200 }, (_, unit) => `u${unit},${unit + 0.25},${unit + 0.5}`);
  const { value, text } = await sayOf(["unit,ann,ben", ...rows], "interval");
  expect(text).toContain("Labels: 400 different numbers from 0.25 to 199.5.");
  expect(text).not.toContain("Share of a unit's labels");
  expect(value).toMatchObject({ groups: [{ prevalence: [] }] });
});
