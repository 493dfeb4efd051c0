import { expect, test } from "vitest";
import { readDecimal } from "@/lib/text/rows/parquet-decimals";
import { readParquetRows } from "@/lib/text/rows/parquet-rows";

/** Two rows of `price` decimal(18,2), `id` decimal(38,0), `extra` JSON and `small` decimal(9,3), uncompressed. */
const file = Buffer.from(
  [
    "UEFSMRUAFSAVICwVBBUAFQYVBgAARgAAAAAAAAAVgel99BAiERUAFUAVQCwVBBUAFQYVBgAAAAAAAAAAAp1Ctk52cUJEy///////",
    "//////////////kVABVQFVAsFQQVABUGFQYAABsAAAB7ImlkIjoxMjM0NTY3ODkwMTIzNDU2Nzg5MH0FAAAAWzAuNV0VABUQFRAs",
    "FQQVABUGFQYAAPv////oAwAAFQIZXEgGc2NoZW1hFQgAFQQlABgFcHJpY2UlChUEFSQAFQ4VIBUAGAJpZCUKFQAVTAAVDCUAGAVl",
    "eHRyYSUmABUCJQAYBXNtYWxsJQoVBhUSABYEGRwZTCYIHBUEGRUAGRgFcHJpY2UVABYEFkIWQiYIAAAmShwVDhkVABkYAmlkFQAW",
    "BBZiFmImSgAAJqwBHBUMGRUAGRgFZXh0cmEVABYEFnIWciasAQAAJp4CHBUCGRUAGRgFc21hbGwVABYEFjIWMiaeAgAAFtACFgQA",
    "ANAAAABQQVIx",
  ].join(""),
  "base64",
);

async function readAll() {
  const rows = [];
  const read = async (from: number, to: number) => file.subarray(from, to);
  for await (const row of readParquetRows({ size: file.length, read }))
    rows.push("cells" in row ? { ...row.cells } : row);
  return rows;
}

test("decimals and numbers in JSON keep all their digits", async () => {
  expect(await readAll()).toEqual([
    { price: 0.7, id: "12345678901234567890123", extra: { id: "12345678901234567890" }, small: -0.005 },
    { price: "12345678901234567.89", id: -7, extra: [0.5], small: 1 },
  ]);
});

test("a decimal is a number as long as one holds its digits", () => {
  expect(readDecimal(999_999_999_999_999n, 3)).toBe(999999999999.999);
  expect(readDecimal(-1_234_567_890_123_456n, 3)).toBe("-1234567890123.456");
  expect(readDecimal(Uint8Array.of(0xff, 0x38), 1)).toBe(-20);
  expect(readDecimal(undefined, 2)).toBeUndefined();
});
