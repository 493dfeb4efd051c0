import { Refusal } from "@/lib/refusal";
import { UsageError } from "../usage-error";
import { explainShape, readHeader } from "./explain-shape";

/** A column and the option that names it, given or not. */
export type NamedColumn = { option: string; column: string };

/** The columns of options, without those that name none. */
export const listNamed = (columns: Readonly<Record<string, string | null>>): NamedColumn[] =>
  Object.entries(columns).flatMap(([option, column]) => (column === null ? [] : [{ option, column }]));

/** Throws a `UsageError` where two options, or one twice, name the same column: its cells cannot be both. */
export function requireDistinct(named: readonly NamedColumn[]) {
  for (const [place, { option, column }] of named.entries()) {
    if (column === "") throw new UsageError(`${option} names no column.`);
    const before = named.slice(0, place).find((other) => other.column === column);
    if (before === undefined) continue;
    if (before.option === option) throw new UsageError(`${option} names the column "${column}" twice.`);
    throw new UsageError(
      `The column "${column}" is both ${before.option} and ${option}: name another for one of them.`,
    );
  }
}

/** Throws a `UsageError` for a column that no row has. */
export async function requireColumns(file: string, named: readonly NamedColumn[], seen: ReadonlySet<string>) {
  const absent = named.filter(({ column }) => !seen.has(column));
  if (absent.length === 0) return;
  const wanted = absent.map(({ option, column }) => `"${column}" (${option})`).join(", ");
  const known = [...seen].slice(0, 20).join(", ");
  throw new UsageError(`${file} has no column ${wanted}. Its columns: ${known}.${await explainShape(file, seen.size)}`);
}

/** Throws for a file without rows: a `UsageError` where its header lacks columns, else a `Refusal`. */
export async function refuseEmpty(file: string, named: readonly NamedColumn[]): Promise<never> {
  const header = await readHeader(file);
  if (header === null) throw new Refusal(`${file} holds no rows.${await explainShape(file, 0)}`);
  await requireColumns(file, named, new Set(header));
  throw new Refusal(`${file} holds no rows: nothing stands below its header (${header.join(", ")}).`);
}
