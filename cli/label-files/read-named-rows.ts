import type { Encoding } from "@/lib/text/bytes/encodings";
import type { Cells } from "@/lib/text/rows/table-rows";
import { BadRows } from "./bad-rows";
import { type NamedColumn, refuseEmpty, requireColumns, requireDistinct } from "./named-columns";
import { openRows } from "./open-rows";

/** Says that a row cannot be read, and why: a field, or null for the whole of it. */
export type RefuseRow = (field: string | null, message: string) => void;

/**
 * What `read` makes of each row of a file that has the columns that options name; a row of which it makes nothing is left
 * out, and `check` sees all of them at the end. Throws `Refusal` with file, line and reason of every bad row, and `UsageError` for a column that is not there.
 */
export async function readNamedRows<Row>(
  file: string,
  { named, encoding }: { named: readonly NamedColumn[]; encoding?: Encoding },
  read: (cells: Cells, refuse: RefuseRow) => Row | null,
  check: (rows: readonly Row[]) => void = () => undefined,
): Promise<Row[]> {
  requireDistinct(named);
  const bad = new BadRows();
  const [seen, rows] = [new Set<string>(), [] as Row[]];
  for await (const own of openRows({ path: file, encoding })) {
    if ("problem" in own) {
      bad.add(own.problem);
      continue;
    }
    const { line, element, cells } = own;
    for (const name of Object.keys(cells)) seen.add(name);
    const row = read(cells, (field, message) => bad.add({ file, line, element, field, message }));
    if (row !== null) rows.push(row);
  }
  if (seen.size === 0) return refuseEmpty(file, named);
  await requireColumns(file, named, seen);
  check(rows);
  bad.refuse();
  return rows;
}
