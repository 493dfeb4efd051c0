import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { measureTable } from "./measure-agreement";
import { readAgreementFile } from "./read-agreement-file";
import { readScale } from "./scale";

const folder = mkdtempSync(join(tmpdir(), "grata-measure-sets-"));
afterAll(() => rmSync(folder, { recursive: true }));

const columns = { layout: "wide", unit: null, raters: null, by: null, cluster: null } as const;

async function read(name: string, lines: readonly string[], multi?: boolean) {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  const { groups, sets, notes, folding } = await readAgreementFile(
    path,
    columns,
    readScale({ level: "nominal", multi }),
  );
  const [group] = groups;
  if (!group) throw new Error("The file has no group");
  const ratings = { ...group.ratings, names: group.ratings.raterKeys };
  return { ratings, missing: group.missing, sets, notes, folding };
}

const drawing = { seed: 1, clusters: null };
const nominal = { ...drawing, level: "nominal", weights: "unweighted" } as const;
const emotions = ["unit,ann,ben", '1,"anger, joy","joy, Anger"', "2,joy,joy", '3,"joy,fear",joy'];

test("the order of labels in a cell means nothing, and MASI gives part of the way", async () => {
  const { ratings, sets, folding } = await read("emotions.csv", emotions);
  if (!sets) throw new Error("The cells are sets");
  const { measured, options } = measureTable(ratings, nominal, sets);
  const figureOf = (key: string) =>
    requireDefined(measured.find((own) => own.key === key)?.result ?? { defined: false, because: "" }).value;
  expect(figureOf("cohen-kappa")).toBeCloseTo(0.5, 12);
  // Observed 2/9; expected over fifteen pairs 6 x 2/3 + 2 x 8/9 + 3 x 2/3.
  expect(figureOf("krippendorff-alpha-masi")).toBeCloseTo(
    1 - 2 / 9 / ((6 * (2 / 3) + 2 * (8 / 9) + 3 * (2 / 3)) / 15),
    12,
  );
  expect([figureOf("percent-agreement"), figureOf("mean-jaccard"), figureOf("overlap")]).toEqual([
    expect.closeTo(2 / 3, 12),
    expect.closeTo((1 + 1 + 1 / 2) / 3, 12),
    1,
  ]);
  expect(options.map(({ option, chosen, of }) => [option, chosen, of])).toEqual([
    ["Anger", 2, 6],
    ["fear", 1, 6],
    ["joy", 6, 6],
  ]);
  expect(folding.folded.map(({ label }) => label)).toEqual(["Anger"]);
});

test("a list in JSON is a set, none of them is an answer, and words for no label are missing", async () => {
  const lines = [
    { ann: ["a", "b"], ben: ["b", "a"] },
    { ann: [], ben: [] },
    { ann: ["n/a"], ben: ["a"] },
  ].map((row) => JSON.stringify(row));
  const { ratings, missing, sets } = await read("lists.jsonl", lines);
  expect(ratings.categories).toEqual(["(none)", "a", "a + b"]);
  expect([...ratings.codes]).toEqual([2, 2, 0, 0, -1, 1]);
  expect(missing).toBe(1);
  expect(sets?.options).toEqual(["a", "b"]);
});

test("where it is not plain whether cells hold sets, the file is asked about", async () => {
  const lines = ["unit,ann,ben", '1,"yes, but",no', "2,no,no"];
  const asked = await read("but.csv", lines);
  expect(asked.sets).toBeNull();
  expect(asked.notes).toEqual([
    'Some labels hold ",". Each counts as one label: if a cell holds several, say --multi; if it does not, --no-multi.',
  ]);
  expect((await read("but.csv", lines, false)).notes).toEqual([]);
  expect((await read("but.csv", lines, true)).sets?.options).toEqual(["but", "no", "yes"]);
  expect((await read("emotions.csv", emotions, false)).sets).toBeNull();
});

test("--multi is refused where no cell holds several labels, or labels have an order", async () => {
  await expect(read("plain.csv", ["unit,ann,ben", "1,a,b"], true)).rejects.toThrow("no cell holds several labels");
  expect(() => readScale({ level: "ordinal", multi: true })).toThrow("--multi is for labels without order");
});
