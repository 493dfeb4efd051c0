import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defuseCell, undefuseCell, writeCsvRow } from "@/lib/exchange/write-csv-row";

describe("cells that a spreadsheet would run", () => {
  test.each(["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x","y")', "-"])(
    "%j is defused",
    (text) => {
      expect(defuseCell(text)).toBe(`'${text}`);
    },
  );

  test.each(["-3", "-0.5", "+2", "1e-7", "-1.5E+3", "a=b", "", "'quoted'", " =1"])("%j is left alone", (text) => {
    expect(defuseCell(text)).toBe(text);
  });

  test("numbers are not touched", () => {
    expect(writeCsvRow([-1, 0.25, null, true])).toBe("-1,0.25,,true\n");
  });

  test("every text comes back unchanged", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `=${rest}`),
      fc.string().map((rest) => `''-${rest}`),
    );
    fc.assert(
      fc.property(text, (original) => {
        expect(undefuseCell(defuseCell(original))).toBe(original);
      }),
    );
  });
});

test("quotes, commas and line breaks come back as they were", () => {
  const text = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "'", "=", "é", "𝛼") });
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const [read] = parse(writeCsvRow(cells), { record_delimiter: "\n", skip_empty_lines: false }) as string[][];
      expect(read?.map(undefuseCell)).toEqual(cells);
    }),
  );
});
