import { countOf } from "@/lib/format-number";
import { labelKey } from "@/lib/text/label-spelling";
import { cellText } from "@/lib/text/rows/cell-text";
import { isNameless } from "@/lib/text/rows/nameless-column";
import { listNames, quoteName } from "./list-names";

/** What programs call a column that numbers the rows. */
const indexNames = new Set([
  "index",
  "level_0",
  "x",
  "row",
  "rowid",
  "row_id",
  "rownames",
  "row.names",
  "#",
  "nr",
  "no",
  "_index",
]);

type Held = { rows: number; filled: number; last: number | null; isCounting: boolean; pending: (() => void)[] };

/** A column that may be no rater: one without a name, or one called like a row number. */
const isDoubtful = (column: string) => isNameless(column) || indexNames.has(labelKey(column));

function follows({ last, isCounting }: Held, text: string): boolean {
  if (!isCounting || !/^\d+(?:\.0)?$/.test(text)) return false;
  return last === null || Number(text) === last + 1;
}

/**
 * Tells raters from the columns that programs add. A column without a name is never one; one that is called like a row
 * number is one unless it numbers the rows, so its cells are held back until that is known.
 */
export class RaterColumns {
  private readonly held = new Map<string, Held>();
  private readonly named = new Set<string>();

  /** Keeps a cell with `add`, at once or when its column has shown itself to be a rater's. */
  take(column: string, cell: unknown, add: () => void) {
    if (!isDoubtful(column)) {
      this.named.add(column);
      return add();
    }
    const held = this.held.get(column) ?? { rows: 0, filled: 0, last: null, isCounting: true, pending: [] };
    this.held.set(column, held);
    const text = cellText(cell);
    held.isCounting = follows(held, text);
    held.rows++;
    if (text !== "") held.filled++;
    held.last = Number(text);
    if (isNameless(column)) return;
    held.pending.push(add);
    if (!held.isCounting) this.release(held);
  }

  private release({ pending }: Held) {
    for (const add of pending.splice(0)) add();
  }

  /** What was left out, and why; `isUnreadable` where the names stand elsewhere than in the header. */
  finish(): { notes: string[]; isUnreadable: boolean } {
    const nameless: string[] = [];
    const numbers: string[] = [];
    for (const [column, own] of this.held) {
      const isIndex = own.isCounting && own.rows > 1;
      if (isNameless(column)) nameless.push(`${quoteName(column)} (${describeCells(own, isIndex)})`);
      else if (isIndex) numbers.push(column);
      else {
        this.release(own);
        this.named.add(column);
      }
    }
    const isFilled = [...this.held].some(([column, own]) => isNameless(column) && own.filled > 0 && !own.isCounting);
    return {
      notes: [
        ...(nameless.length > 0
          ? [
              `Without a name, so no rater: ${nameless.slice(0, 6).join(", ")}${nameless.length > 6 ? `, and ${nameless.length - 6} more` : ""}.`,
            ]
          : []),
        ...(numbers.length > 0
          ? [`Numbers the rows, so no rater: ${listNames(numbers)}. To count it, name it with --rater.`]
          : []),
      ],
      isUnreadable: isFilled && this.named.size < 2,
    };
  }
}

function describeCells({ filled }: Held, isIndex: boolean): string {
  if (filled === 0) return "empty";
  return isIndex
    ? "numbers the rows"
    : `${countOf(filled, "cell")} with text: if it is a rater's, name it in the header`;
}
