import { countOf } from "@/lib/format-number";
import { Refusal } from "@/lib/refusal";
import type { Problem } from "@/lib/text/rows/problem";
import type { RowPlace } from "@/lib/text/rows/table-rows";

const mostPrinted = 20;
const mostCounted = 10_000;

const printProblem = ({ file, line, element, field, message }: Problem) =>
  `${file}${line > 0 ? `:${line}` : ""}${element === undefined ? "" : ` element ${element}`}${field ? ` ${field}` : ""}: ${message}`;

/** What tells a row from the others of its file: many elements may share a line. */
export const rowNumber = ({ line, element }: RowPlace) => element ?? line;

/** The row of that number, in a file that has such rows. */
export const describeRow = ({ element }: RowPlace, number: number) =>
  `${element === undefined ? "line" : "element"} ${number}`;

/** Rows that cannot be measured. Figures that pass over them in silence would be figures of another file. */
export class BadRows {
  private readonly first: Problem[] = [];
  private count = 0;

  /** Throws once there are so many that reading on is of no use. */
  add(problem: Problem) {
    this.count++;
    if (this.first.length < mostPrinted) this.first.push(problem);
    if (this.count >= mostCounted) this.refuse();
  }

  /** Throws a `Refusal` that names every bad row (the first twenty), if there is one. */
  refuse() {
    if (this.count === 0) return;
    const more = this.count - this.first.length;
    const lines = this.first.map(printProblem);
    if (more > 0) lines.push(`... and ${more.toLocaleString("en")} more`);
    lines.push(`Nothing was measured: ${countOf(this.count, "problem")}.`);
    throw new Refusal(lines.join("\n"));
  }
}
