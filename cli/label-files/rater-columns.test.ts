import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { measureTable } from "./measure-agreement";
import { readAgreementFile } from "./read-agreement-file";
import { readScale } from "./scale";

const folder = mkdtempSync(join(tmpdir(), "grata-rater-columns-"));
afterAll(() => rmSync(folder, { recursive: true }));

const wide = { layout: "wide", unit: null, by: null, cluster: null } as const;
const nominal = readScale({ level: "nominal" });

async function read(lines: readonly string[], raters: readonly string[] | null = null) {
  const path = join(folder, "table.csv");
  writeFileSync(path, `${lines.join("\n")}\n`);
  const { groups, notes } = await readAgreementFile(path, { ...wide, raters }, nominal);
  const [group] = groups;
  if (!group) throw new Error("The file has no group");
  const { measured } = measureTable(
    { ...group.ratings, names: group.ratings.raterKeys },
    { ...nominal, seed: 1, clusters: null },
  );
  const kappa = measured.find(({ key }) => key === "cohen-kappa")?.result;
  return { raters: group.ratings.raterKeys, notes, kappa: kappa?.defined ? kappa.value.value : null };
}

const rows = ["a,a", "b,b", "a,b", "b,b"];
const numbered = rows.map((row, place) => `${place},${row}`);

test.each([
  ["pandas", ",ann,ben"],
  ["pandas, read again", "Unnamed: 0,ann,ben"],
  ["pandas, read and written twice", "Unnamed: 0.1,ann,ben"],
  ["Arrow", "__index_level_0__,ann,ben"],
  ["R", "X,ann,ben"],
  ["a reset index", "index,ann,ben"],
  ["units that are called so", "item_id,ann,ben"],
  ["ids", "ID,ann,ben"],
])("a column that numbers the rows is no rater: %s", async (_, header) => {
  const { raters, kappa } = await read([header, ...numbered]);
  expect(raters).toEqual(["ann", "ben"]);
  expect(kappa).toBeCloseTo(0.5, 12);
});

test("empty columns, with a name or without, change nothing", async () => {
  const { raters, kappa, notes } = await read(["unit,ann,ben,cleo,", ...rows.map((row, place) => `${place},${row},,`)]);
  expect(raters).toEqual(["ann", "ben"]);
  expect(kappa).toBeCloseTo(0.5, 12);
  expect(notes).toContain("Without a label, so not counted as raters: cleo.");
});

test("a column without a name is told of where it holds labels", async () => {
  const { raters, notes } = await read(["unit,ann,ben,", ...rows.map((row, place) => `${place},${row},a`)]);
  expect(raters).toEqual(["ann", "ben"]);
  expect(notes).toEqual([
    "Without a name, so no rater: column 4 (4 cells with text: if it is a rater's, name it in the header).",
  ]);
});

test("a rater who happens to be called like a row number stays one", async () => {
  expect((await read(["x,y", ...rows])).raters).toEqual(["y", "x"].toSorted());
  expect((await read([",ann,ben", ...numbered], ["column 1", "ann"])).raters).toEqual(["column 1", "ann"]);
});

test("a title above the header is told of", async () => {
  await expect(read(["Ratings,,", "unit,ann,ben", ...numbered])).rejects.toThrow(
    "fewer than two of its columns have a name (Ratings, column 2, column 3). If a title stands above the header",
  );
});

test("names that differ only in spelling count as different, and are told of", async () => {
  const { notes } = await read(["unit,Ann,ann ,ben", "1,a,,a", "1.0,,b,b"]);
  expect(notes).toEqual([
    'Names of raters that differ only in spelling count as different: "Ann" and "ann". If they are one, write them alike in the file.',
    'Names of units that differ only in spelling count as different: "1" and "1.0". If they are one, write them alike in the file.',
  ]);
});

test("a first column of names, a gold column and a row of sums change no figure, and each is named", async () => {
  const plain = await read(["ann,ben", ...rows]);
  const named = rows.map((row, place) => `case ${place},${row},a`);
  const dressed = await read(["Case,ann,ben,gold", ...named, "Total,2,3,4"]);
  expect([dressed.raters, dressed.kappa]).toEqual([["ann", "ben"], plain.kappa]);
  expect(dressed.notes).toEqual([
    "Called like a result of the others, so no rater: gold. To count it, name the raters with --rater.",
    "Something else in every row, and nothing that another column says, so no rater: Case. To count it, name the raters with --rater.",
    expect.stringContaining("Left out as a sum of other rows: Total"),
  ]);
  expect((await read(["Case,ann,ben,gold", ...named], ["ann", "ben", "gold"])).raters).toEqual(["ann", "ben", "gold"]);
});
