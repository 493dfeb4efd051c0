import { expect, test } from "vitest";
import { readCsvTable } from "@/lib/text/rows/csv-table";
import { readTable, sniffTable } from "@/lib/text/rows/table-rows";

async function* only(text: string) {
  yield Buffer.from(text);
}

/** The rows by column, or the message of a problem with its line. */
async function readRows(text: string, name = "a.csv") {
  const all: unknown[] = [];
  for await (const read of readTable({ kind: "file", name, bytes: only(text) }, sniffTable(name, text)))
    all.push("cells" in read ? { ...read.cells } : `${read.problem.line}: ${read.problem.message}`);
  return all;
}

const [first, second] = [
  { unit: "1", ann: "a" },
  { unit: "2", ann: "b" },
];

test.each([
  ["a line that declares the delimiter", "sep=;\nunit;ann\n1;a\n2;b\n"],
  ["such a line of another delimiter", "sep=\t\r\nunit\tann\r\n1\ta\r\n2\tb\r\n"],
  ["rows of empty cells", "unit,ann\n1,a\n,\n2,b\n, \n"],
  ["columns of empty cells", "unit,ann,,\n1,a,,\n2,b,,\n,,,\n"],
  ["empty cells behind the columns", "unit,ann\n1,a,,\n2,b\n"],
  ["carriage returns alone", "unit,ann\r1,a\r2,b\r"],
  ["bars", "unit|ann\n1|a\n2|b\n"],
])("%s are no data", async (_, text) => {
  expect(await readRows(text)).toEqual([first, second]);
});

test("a column without a name goes by its place where it holds something", async () => {
  expect(await readRows("unit,ann,\n1,a,\n2,b,x\n")).toEqual([first, { ...second, "column 3": "x" }]);
});

test("more columns than are read are refused with their number, however many", async () => {
  expect(await readRows(`a${",".repeat(4_000_000)}\n1\n`)).toEqual([
    expect.stringMatching(/^1: 4000001 columns: at most 300/),
  ]);
});

test("what is wrong with quotes is said", async () => {
  expect(await readRows('unit,ann\n1, "a, b"\n')).toEqual([expect.stringContaining("a blank stands before a quote")]);
  expect(await readRows('unit,ann\n1,"say \\"a\\""\n')).toEqual([expect.stringContaining('A quote is written as \\"')]);
});

test("a row that repeats the header, as where files were put together, is a problem with its line", async () => {
  const text = "item,rater\n1,ann\nitem,rater\n2,ben\n";
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  const reads = [];
  for await (const read of readCsvTable({ kind: "file", name: "a.csv", bytes }, ",")) reads.push(read);
  expect(
    reads.map((read) => ("problem" in read ? [read.problem.line, read.problem.message] : read.cells.item)),
  ).toEqual(["1", [3, expect.stringContaining("repeats the header")], "2"]);
});

test("rows below a title of one cell are told of the title, not of a missing quote", async () => {
  const bytes = (async function* () {
    yield Buffer.from("# exported by hand\nprompt,response\nHm?,Rest.\n");
  })();
  for await (const read of readCsvTable({ kind: "file", name: "a.csv", bytes }, ","))
    expect("problem" in read && read.problem.message).toContain("a title or a comment stands above the header");
});
