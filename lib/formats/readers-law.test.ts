import { CsvError, parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsvRows } from "@/lib/text/rows/csv-rows";
import { readJsonElements } from "@/lib/text/rows/json-elements";
import { parseJson } from "@/lib/text/rows/parse-json";
import { readTable } from "@/lib/text/rows/table-rows";

/*
 * What the readers make of generated files, whole and broken, cut anywhere, against parsers that take the whole text:
 * 20,000 files in all.
 */

async function* inPieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What was read, or that it was refused. */
async function attempt<T>(reads: AsyncIterable<T>): Promise<T[] | "refused"> {
  const all: T[] = [];
  try {
    for await (const read of reads) all.push(read);
  } catch {
    return "refused";
  }
  return all;
}

const sizes = fc.integer({ min: 1, max: 12 });
const runs = (numRuns: number) => ({ numRuns });

/** Null: there is a quote within a bare cell, which is text here and no CSV to csv-parse. */
function parseCsv(text: string, delimiter: string, ends: string[]): string[][] | "refused" | null {
  try {
    return parse(text, { delimiter, bom: true, relaxColumnCount: true, recordDelimiter: ends });
  } catch (error) {
    return error instanceof CsvError && error.code === "INVALID_OPENING_QUOTE" ? null : "refused";
  }
}

const csvPiece = fc.constantFrom("a", "é", "𝄞", ",", ";", '"', '""', '"b,"', "\n", "\n", " ", "'", '"x\ny"', "sep=");

test.each(["\n", "\r\n", "\r"])(
  "CSV of any characters with lines that end in %j is read as csv-parse reads it",
  async (end) => {
    const files = fc.array(csvPiece, { maxLength: 24 }).map((pieces) => pieces.join("").replaceAll("\n", end));
    const law = fc.asyncProperty(files, sizes, fc.constantFrom(",", ";"), async (text, size, delimiter) => {
      const theirs = parseCsv(text, delimiter, end === "\r" ? ["\r\n", "\r"] : ["\r\n", "\n"]);
      if (theirs === null) return;
      const ours = await attempt(readCsvRows(inPieces(text, size), { delimiter }));
      const isEmpty = (cells: string[]) => cells.length === 1 && cells[0] === "";
      const rows = ours === "refused" ? ours : ours.map(({ cells }) => cells).filter((cells) => !isEmpty(cells));
      expect(rows).toEqual(theirs === "refused" ? theirs : theirs.filter((cells) => !isEmpty(cells)));
    });
    await fc.assert(law, runs(3000));
  },
);

const names = fc.constantFrom("a", "b c", 'd"e', "é", "\n");
const cellText = fc.string({ unit: fc.constantFrom("a", "é", "𝄞", '"', ",", "\n", "\r\n", " ", "1", "'") });
const row = fc.dictionary(names, fc.oneof(cellText, fc.double(), fc.boolean(), fc.jsonValue({ maxDepth: 3 })));

/** Breaks some texts: one character is left out, doubled or replaced. */
const broken = fc.tuple(fc.nat(), fc.constantFrom("", "", "", "{", "]", ",", '"', "\\", "1", "NaN"), fc.boolean());
const breakText = (text: string, [place, by, isBroken]: [number, string, boolean]) => {
  if (!isBroken || text.length === 0) return text;
  const at = place % text.length;
  return Buffer.from(text.slice(0, at) + by + text.slice(at + 1)).toString("utf8");
};

/** The whole text at once, long whole numbers with their digits; undefined where JSON.parse finds no JSON in it. */
function parseWhole(text: string): unknown {
  try {
    JSON.parse(text);
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const layouts = [undefined, 1, "\t"] as const;

test("a JSON list, whole or broken, is read as JSON.parse reads it", async () => {
  const law = fc.asyncProperty(
    ...[fc.array(row, { maxLength: 5 }), fc.constantFrom(...layouts), broken, sizes],
    async (rows, space, fault, size) => {
      const text = breakText(JSON.stringify(rows, null, space), fault);
      const theirs = parseWhole(text);
      const ours = await attempt(readJsonElements(inPieces(text, size)));
      // Whoever asks for a list gets none of an object.
      if (theirs !== undefined && !Array.isArray(theirs)) return;
      expect(ours === "refused" ? undefined : ours.map(({ value }) => value)).toEqual(theirs);
    },
  );
  await fc.assert(law, runs(5000));
}, 120_000);

test("JSON Lines, whole or broken, are read line by line as JSON.parse reads them", async () => {
  const law = fc.asyncProperty(
    ...[fc.array(row, { maxLength: 5 }), fc.constantFrom("\n", "\r\n", "\n\n", "\r"), broken, sizes],
    async (rows, end, fault, size) => {
      const text = breakText(rows.map((cells) => JSON.stringify(cells)).join(end), fault);
      const source = { kind: "file", name: "x.jsonl", bytes: inPieces(text, size) } as const;
      const reads = await attempt(readTable(source, { shape: "jsonl", keepsObjects: true }));
      const theirs = text
        .split(/^[^\r\n]*\r(?!\n)/.test(text) ? "\r" : "\n")
        .map((line, place) => ({ line: place + 1, value: line.trim() === "" ? null : parseWhole(line) }))
        .filter(({ value }) => value !== null);
      const isRow = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
      expect(reads).toMatchObject(
        theirs.map(({ line, value }) => (isRow(value) ? { line, cells: value } : { problem: { line } })),
      );
    },
  );
  await fc.assert(law, runs(6000));
}, 120_000);
