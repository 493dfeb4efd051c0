import type { Queryable } from "@/lib/db/pg-transaction";
import type { ProblemList } from "@/lib/imports/problem-list";
import type { Problem } from "@/lib/text/rows/problem";

/** One import on its way into one study. */
export type ImportScope = { client: Queryable; importId: string; studyId: string; fileName: string };

export type CheckRow = { line: number; file: string | null; ref: string };

/** More findings of one kind than this are counted, not listed. */
const mostRows = 1000;

/**
 * Runs a query whose rows are problems (`line`, `file`, `ref` and what the message needs), in the order of the file.
 * `$1` is the import, `$2` the study.
 */
export async function checkBy<Row extends CheckRow>(
  { client, importId, studyId, fileName }: ImportScope,
  problems: ProblemList,
  sql: string,
  explain: (row: Row) => Pick<Problem, "field" | "message">,
) {
  const counted = `SELECT *, count(*) OVER () AS total FROM (${sql}) AS found ORDER BY seq LIMIT ${mostRows}`;
  const { rows } = await client.query<Row & { total: string }>(counted, [importId, studyId]);
  for (const row of rows) problems.add({ file: row.file ?? fileName, line: row.line, ...explain(row) });
  problems.count += Math.max(0, Number(rows[0]?.total ?? 0) - rows.length);
}
