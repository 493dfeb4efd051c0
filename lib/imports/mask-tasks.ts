import { pool } from "@/lib/db/pool";
import type { ItemRecord } from "@/lib/formats/contract/records";
import type { AskedTask } from "@/lib/imports/stager";

type TaskRow = { seq: number; payload: AskedTask };

const rowsAtOnce = 1000;

/** The next staged tasks behind a row. */
const listTasks = `
  SELECT seq, payload FROM "StagedRow" WHERE "importId" = $1 AND kind = 'task' AND seq > $2 ORDER BY seq LIMIT ${rowsAtOnce}`;

const setShown = `
  UPDATE "StagedRow" s SET payload = s.payload || jsonb_build_object('shown', x.shown)
  FROM jsonb_to_recordset($2::jsonb) AS x (seq int, shown jsonb) WHERE s."importId" = $1 AND s.seq = x.seq`;

/** Masks the staged prompts, when every name that is to be masked is known. */
export async function maskStagedTasks(importId: string, mask: (task: AskedTask) => ItemRecord["task"]["shown"] | null) {
  for (let last = -1; ; ) {
    const { rows } = await pool.query<TaskRow>(listTasks, [importId, last]);
    const masked = rows.flatMap(({ seq, payload }) => {
      const shown = mask(payload);
      return shown ? [{ seq, shown }] : [];
    });
    if (masked.length > 0) await pool.query(setShown, [importId, JSON.stringify(masked)]);
    const end = rows.at(-1);
    if (!end || rows.length < rowsAtOnce) return;
    last = end.seq;
  }
}
