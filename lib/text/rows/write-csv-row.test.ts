import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defuseCell, undefuseCell, writeCsvRow } from "@/lib/text/rows/write-csv-row";

describe("cells that a spreadsheet would run", () => {
  const plain = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "\nx", '=HYPERLINK("http://x","y")', "-"];
  const fullWidth = ["\uff1d1+1", "\uff0bcmd", "\uff0d2", "\uff20SUM(A1)"];
  const behindBlanks = [" =1", "\n=1", "\r\n=1", "\t=1", "\u00a0 @x", "\u3000\uff1d1", " -3"];

  test.each([...plain, ...fullWidth, ...behindBlanks])("%j is defused", (text) => {
    expect(defuseCell(text)).toBe(`'${text}`);
    expect(undefuseCell(`'${text}`)).toBe(text);
  });

  test.each(["-3", "-0.5", "+2", "1e-7", "-1.5E+3", "a=b", "", "'quoted'", " a=b", "1\n=2"])(
    "%j is left alone",
    (text) => {
      expect(defuseCell(text)).toBe(text);
    },
  );

  test("numbers are not touched", () => {
    expect(writeCsvRow([-1, 0.25, null, true])).toBe("-1,0.25,,true\n");
  });

  test("every text comes back unchanged", () => {
    const dangerous = fc.constantFrom(..."'=+-@\t\r\n \u3000\uff1d\uff0b\uff0d\uff201");
    const text = fc.oneof(fc.string(), fc.string({ unit: dangerous, maxLength: 6 }));
    fc.assert(
      fc.property(text, (original) => {
        expect(undefuseCell(defuseCell(original))).toBe(original);
      }),
    );
  });
});

test("quotes, commas and line breaks come back as they were", () => {
  const text = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "'", "=", "\uff1d", "é", "𝛼") });
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const [read] = parse(writeCsvRow(cells), { record_delimiter: "\n", skip_empty_lines: false }) as string[][];
      expect(read?.map(undefuseCell)).toEqual(cells);
    }),
  );
});
