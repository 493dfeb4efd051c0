import { expect, test } from "vitest";
import { readLimits } from "@/lib/text/bytes/read-limits";
import { readTextLines } from "@/lib/text/rows/text-lines";

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(text: string | Buffer, size: number, limits = readLimits) {
  const lines = [];
  for await (const line of readTextLines(inPieces(Buffer.from(text), size), { limits })) lines.push(line);
  return lines;
}

test.each([1, 2, 3, 5, 1000])("splits lines across pieces of %i bytes", async (size) => {
  expect(await collect("\uFEFFé\r\n\nlast", size)).toEqual([
    { line: 1, text: "é" },
    { line: 3, text: "last" },
  ]);
});

test.each([1, 2, 3, 1000])("lines may end in a carriage return alone, in pieces of %i bytes", async (size) => {
  expect(await collect("a\r\rb \rc", size)).toEqual([
    { line: 1, text: "a" },
    { line: 3, text: "b " },
    { line: 4, text: "c" },
  ]);
});

test("millions of blank lines cost no more than their bytes", async () => {
  const size = 8 * 1024 * 1024;
  expect(await collect(`${"\n".repeat(size)}x`, 65_536)).toEqual([{ line: size + 1, text: "x" }]);
});

test("a line that is not UTF-8 is a problem of that line alone", async () => {
  const lines = await collect(Buffer.concat([Buffer.from("a\n"), Buffer.from([0xe9, 0x0a]), Buffer.from("b\n")]), 2);
  expect(lines).toEqual([
    { line: 1, text: "a" },
    { line: 2, problem: expect.stringContaining("not UTF-8") },
    { line: 3, text: "b" },
  ]);
});

test("a line over the limit is skipped and reported, the next one is read", async () => {
  const lines = await collect(`a\n${"x".repeat(100)}\nb`, 7, { ...readLimits, lineBytes: 10 });
  expect(lines).toEqual([
    { line: 1, text: "a" },
    { line: 2, problem: expect.stringContaining("longer than") },
    { line: 3, text: "b" },
  ]);
});
