import fc from "fast-check";
import { expect, test } from "vitest";
import { readLimits } from "@/lib/text/bytes/read-limits";
import { readCsvRows, sniffDelimiter } from "@/lib/text/rows/csv-rows";

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(text: string | Buffer, options: Parameters<typeof readCsvRows>[1] = {}, size = 5) {
  const rows = [];
  for await (const row of readCsvRows(inPieces(Buffer.from(text), size), options)) rows.push(row);
  return rows;
}

test.each([1, 2, 3, 64])("gives the line on which each record begins, in pieces of %i bytes", async (size) => {
  const rows = await collect('\uFEFFa,b\r\n1,"x\r\ny ""é"""\r\n\r\n2,3', {}, size);
  expect(rows).toMatchObject([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ["1", 'x\r\ny "é"'] },
    { line: 5, cells: ["2", "3"] },
  ]);
});

test("a quote that is never closed names its line, and is no problem in a head", async () => {
  await expect(collect('a,b\n1,2\n3,"x\ny')).rejects.toThrow("never closed");
  expect(await collect('a,b\n1,2\n3,"x\ny', { isHead: true })).toHaveLength(2);
});

test("text after a closing quote is refused", async () => {
  await expect(collect('a,b\n"x"y,2\n')).rejects.toMatchObject({ line: 2, message: /quote the whole cell/ });
});

test("another encoding is refused with the line where it shows", async () => {
  await expect(collect(Buffer.from("a,b\n1,2\n3,caf\xe9\n", "latin1"))).rejects.toMatchObject({ line: 3 });
  await expect(collect(Buffer.from("a,b\n1,caf\xe9", "latin1"))).rejects.toMatchObject({ line: 2 });
});

test("a record over the limit is refused", async () => {
  const limits = { ...readLimits, lineBytes: 50 };
  await expect(collect(`a,b\n1,"${"x".repeat(100)}"\n`, { limits })).rejects.toThrow("longer than");
});

test("the delimiter is found outside quotes", () => {
  expect(sniffDelimiter('"a;b;c",d,e\n1;2;3;4')).toBe(",");
  expect(sniffDelimiter("item;rater;value\n1;2,5;3")).toBe(";");
  expect(sniffDelimiter("item\trater\tvalue")).toBe("\t");
  expect(sniffDelimiter("only")).toBe(",");
});

const cell = fc.string({ unit: fc.constantFrom("a", "é", "𝄞", '"', ",", ";", "\n", "\r\n", " ", "\t", "'") });

test("whatever is written after RFC 4180 is read back, cut anywhere, with the line on which it begins", async () => {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
  const law = fc.asyncProperty(
    rows,
    fc.integer({ min: 1, max: 9 }),
    fc.constantFrom("\n", "\r\n"),
    async (given, size, end) => {
      const written = given.map((cells) => cells.map(quote).join(","));
      const read = await collect(written.join(end), {}, size);
      expect(read.map(({ cells }) => cells)).toEqual(given);
      const begins = written.map(
        (_, place) => 1 + written.slice(0, place).join(end).split("\n").length - (place === 0 ? 1 : 0),
      );
      expect(read.map(({ line }) => line)).toEqual(begins);
    },
  );
  await fc.assert(law, { numRuns: 300 });
});
