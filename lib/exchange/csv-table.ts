import type { CsvRow } from "@/lib/exchange/csv-cutter";
import { readCsvRows } from "@/lib/exchange/csv-rows";
import { namelessColumn } from "@/lib/exchange/nameless-column";
import type { JsonObject } from "@/lib/exchange/parse-json";
import { readLimits } from "@/lib/exchange/read-limits";
import type { Problem } from "@/lib/exchange/records";
import type { SourceFile } from "@/lib/exchange/source";
import type { TableRead } from "@/lib/exchange/table-rows";
import { countOf } from "@/lib/format-number";

const limits = readLimits;

/** Excel's first line that declares the delimiter. */
const isDeclaration = ({ cells }: CsvRow) => /^sep=.?$/i.test((cells[0] ?? "") + cells.slice(1).join(""));

const isBlank = ({ cells, width }: CsvRow) =>
  width === cells.length && cells.every((cell) => cell === "" || cell.trim() === "");

/** The columns of a table, and what is wrong with its rows. */
class Header {
  /** Names by place; null where the header has none. */
  private readonly names: (string | null)[];
  private readonly width: number;
  constructor(
    private readonly file: string,
    private readonly header: CsvRow,
  ) {
    this.names = header.cells.map((cell) => cell.trim() || null);
    this.width = header.width;
  }

  findProblems(): Problem[] {
    const { line } = this.header;
    const named = this.names.filter((name) => name !== null);
    const twice = named.filter((name, place) => named.indexOf(name) !== place);
    const problems = [...new Set(twice)].map((field) => ({
      ...{ file: this.file, line, field },
      message: `Two columns are called "${field}": rename one`,
    }));
    if (this.width <= limits.columns) return problems;
    const message = `${this.width} columns: at most ${limits.columns} are read. Is the delimiter right?`;
    return [...problems, { file: this.file, line, field: "", message }];
  }

  read(row: CsvRow): TableRead {
    const { line, cells } = row;
    if (!this.fits(row)) return { problem: { file: this.file, line, field: null, message: this.describeMisfit(row) } };
    const read: JsonObject = Object.create(null);
    for (let place = 0; place < this.width; place++) {
      const [name, cell] = [this.names[place] ?? null, cells[place] ?? ""];
      if (name !== null) read[name] = cell;
      else if (cell.trim() !== "") read[namelessColumn(place)] = cell;
    }
    return { line, cells: read };
  }

  /** Cells may be missing where the header has no names, and be too many where they are empty. */
  private fits({ cells, width }: CsvRow): boolean {
    if (width === this.width) return true;
    if (width < this.width) return this.names.slice(width).every((name) => name === null);
    return width === cells.length && cells.slice(this.width).every((cell) => cell === "");
  }

  private describeMisfit({ cells, width }: CsvRow): string {
    const counts = `This row has ${countOf(width, "cell")}, the header has ${this.width}`;
    return cells.some((cell) => /^\s+"/.test(cell))
      ? `${counts}: a blank stands before a quote, take it out`
      : `${counts}: is a quote or a delimiter missing?`;
  }
}

/**
 * Reads CSV by column name. What Excel leaves behind is passed over: a line `sep=;`, rows and columns of empty cells. A
 * column without a name that holds something goes by its place.
 */
export async function* readCsvTable(
  { name: file, bytes, isHead }: SourceFile,
  delimiter: string,
): AsyncGenerator<TableRead> {
  let header: Header | null = null;
  let isFirst = true;
  for await (const row of readCsvRows(bytes, { delimiter, isHead })) {
    const isAside = isBlank(row) || (isFirst && isDeclaration(row));
    isFirst = false;
    if (isAside) continue;
    if (header) {
      yield header.read(row);
      continue;
    }
    header = new Header(file, row);
    const problems = header.findProblems();
    for (const problem of problems) yield { problem };
    if (problems.length > 0) return;
  }
}
