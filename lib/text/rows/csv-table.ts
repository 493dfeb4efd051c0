import { countOf } from "@/lib/format-number";
import { readLimits } from "@/lib/text/bytes/read-limits";
import type { SourceFile } from "@/lib/text/bytes/source";
import type { CsvRow } from "@/lib/text/rows/csv-cutter";
import { readCsvRows } from "@/lib/text/rows/csv-rows";
import { namelessColumn } from "@/lib/text/rows/nameless-column";
import type { JsonObject } from "@/lib/text/rows/parse-json";
import type { Problem } from "@/lib/text/rows/problem";
import type { TableRead } from "@/lib/text/rows/table-rows";

const limits = readLimits;

/** Excel's first line that declares the delimiter. */
const isDeclaration = ({ cells }: CsvRow) => /^sep=.?$/i.test((cells[0] ?? "") + cells.slice(1).join(""));

const isBlank = ({ cells, width }: CsvRow) =>
  width === cells.length && cells.every((cell) => cell === "" || cell.trim() === "");

const repeated = "This row repeats the header, as where files were put together: delete it";

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
      file: this.file,
      line,
      field,
      message: `Two columns are called "${field}": rename one`,
    }));
    if (this.width <= limits.columns) return problems;
    const message = `${this.width} columns: at most ${limits.columns} are read. Is the delimiter right?`;
    return [...problems, { file: this.file, line, field: "", message }];
  }

  read(row: CsvRow): TableRead {
    const { line, cells } = row;
    if (this.repeats(row)) return { problem: { file: this.file, line, field: null, message: repeated } };
    if (!this.fits(row)) return { problem: { file: this.file, line, field: null, message: this.describeMisfit(row) } };
    const read: JsonObject = Object.create(null);
    for (let place = 0; place < this.width; place++) {
      const [name, cell] = [this.names[place] ?? null, cells[place] ?? ""];
      if (name !== null) read[name] = cell;
      else if (cell.trim() !== "") read[namelessColumn(place)] = cell;
    }
    return { line, cells: read };
  }

  /** Files that were put one behind the other. Two names at least: a single one may be a value too. */
  private repeats({ cells, width }: CsvRow): boolean {
    const named = this.names.filter((name) => name !== null);
    return (
      named.length > 1 &&
      width === this.width &&
      this.names.every((name, place) => (cells[place] ?? "").trim() === (name ?? ""))
    );
  }

  /** Cells may be missing where the header has no names, and be too many where they are empty. */
  private fits({ cells, width }: CsvRow): boolean {
    if (width === this.width) return true;
    if (width < this.width) return this.names.slice(width).every((name) => name === null);
    return width === cells.length && cells.slice(this.width).every((cell) => cell === "");
  }

  private describeMisfit({ cells, width }: CsvRow): string {
    const counts = `This row has ${countOf(width, "cell")}, the header has ${this.width}`;
    if (cells.some((cell) => /^\s+"/.test(cell))) return `${counts}: a blank stands before a quote, take it out`;
    if (this.width === 1) return `${counts}: if a title or a comment stands above the header, delete that line`;
    return `${counts}: is a quote or a delimiter missing?`;
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
