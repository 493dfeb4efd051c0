import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compareFile } from "../commands/compare";
import type { Output } from "../output";
import { saidBy } from "../testing/said-by";
import { agreementOfFile } from "./agreement-of-file";
import { isSumName } from "./sum-rows";

const folder = mkdtempSync(join(tmpdir(), "grata-sum-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

const table = ["unit,ann,ben", "a,yes,yes", "b,no,yes", "c,no,no", "d,yes,yes"];

async function listen(work: (output: Output, path: string) => Promise<void>, lines: readonly string[]) {
  const path = join(folder, "labels.csv");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return saidBy((output) => work(output, path));
}

const agreementOf = (lines: readonly string[], options: { wide?: boolean; level?: string } = {}) =>
  listen(
    (output, path) => agreementOfFile(output, path, { wide: true, level: "nominal", seed: "1", ...options }),
    lines,
  );
const comparisonOf = (lines: readonly string[]) =>
  listen(
    (output, path) =>
      compareFile(output, path, { human: "ann", judge: "ben", level: "nominal", epsilon: "0.2", seed: "1" }),
    lines,
  );

type Groups = { groups: { units: number; coefficients: { key: string; value: number }[] }[] };
const figuresOf = ({ value }: { value: unknown }) => (value as Groups).groups[0];

test.each(["Total,2,3", "Mean:,0.5,0.75", "GRAND TOTAL,2,3"])(
  "a row %s whose labels stand in no other row is no unit, and that is said",
  async (row) => {
    const [plain, summed] = [await agreementOf(table), await agreementOf([...table, row])];
    expect(figuresOf(summed)).toEqual(figuresOf(plain));
    expect(summed.text).toContain(`Left out as a sum of other rows: ${row.split(",")[0]} (line 6)`);
  },
);

test.each([
  ["", ",ann,ben"],
  ["Unnamed: 0", "Unnamed: 0,ann,ben"],
])("a sum that is called so in a first column without a name (%j) is no unit either", async (_, header) => {
  const rows = [header, ...table.slice(1)];
  const [plain, summed] = [await agreementOf(rows), await agreementOf([...rows, "Total,2,3"])];
  expect(figuresOf(summed)).toEqual(figuresOf(plain));
  expect(summed.text).toContain("Left out as a sum of other rows: Total (line 6)");
  expect((await agreementOf([...rows, "Total,yes,no"])).text).toContain("the last row, Total (line 6)");
});

test("numbers are summed up too, in the middle of a file with a label a row", async () => {
  const numbers = ["unit,rater,value", "a,ann,1", "a,ben,2", "b,ann,2", "b,ben,2"];
  const sums = ["Sum,ann,3", "Sum,ben,4"];
  const more = ["c,ann,1", "c,ben,1"];
  const options = { wide: false, level: "interval" };
  const plain = await agreementOf([...numbers, ...more], options);
  const summed = await agreementOf([...numbers, ...sums, ...more], options);
  expect(figuresOf(summed)).toEqual(figuresOf(plain));
});

test("a last row called like a sum that has labels of other rows counts, and is asked about", async () => {
  const asked = await agreementOf([...table, "Total,yes,no"]);
  expect(figuresOf(asked)).toMatchObject({ units: 5 });
  expect(asked.text).toContain("Counted as a unit, and perhaps a sum of the others: the last row, Total (line 6)");
  expect((await agreementOf([...table, "Total,yes,no", "e,no,no"])).text).not.toContain("perhaps a sum");
});

test("a comparison leaves such rows out as well", async () => {
  const [plain, summed] = [await comparisonOf(table), await comparisonOf([...table, "Total,2,3"])];
  expect(summed.text).toContain("Left out as a sum of other rows: Total (line 6)");
  expect(summed.text.split("\n").slice(2)).toEqual(plain.text.split("\n"));
});

test("units are told from sums by their whole name", () => {
  expect(["Total", "total:", "Summe", "合计"].every(isSumName)).toBe(true);
  expect(["Total recall", "t1", "sum-3", ""].some(isSumName)).toBe(false);
});
