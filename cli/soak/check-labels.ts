import pg from "pg";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import type { Acknowledged } from "./label-under-fire";

export type Damage = {
  /** Acknowledged, and not there or not as acknowledged. */
  lost: number;
  /** There more often than acknowledged. */
  extra: number;
  /** Items with more labels than k, or with a wrong count of free slots. */
  slotErrors: number;
};

const find = `
  SELECT j."raterId", j."idempotencyKey" AS key, j."assignmentId", j.revision, a.value
  FROM "Judgment" j LEFT JOIN "Answer" a ON a."studyId" = j."studyId" AND a."judgmentId" = j.id AND a."questionKey" = 'safety'
  WHERE j."studyId" = $1`;

type Row = Omit<Acknowledged, "point"> & { value: string | null };

const nameOf = ({ raterId, key }: { raterId: string; key: string }) => `${raterId} ${key}`;

/** Holds what the raters were told against what the database has, over a connection of its own. */
export async function checkLabels(
  databaseUrl: string,
  studyId: string,
  acknowledged: readonly Acknowledged[],
): Promise<Damage> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(find, [studyId]);
    const stored = new Map(rows.map((row) => [nameOf(row), row]));
    const isThere = (label: Acknowledged) => {
      const row = stored.get(nameOf(label));
      const isSame = row?.assignmentId === label.assignmentId && row.revision === label.revision;
      return isSame && row.value === String(label.point);
    };
    return {
      lost: acknowledged.filter((label) => !isThere(label)).length,
      extra: rows.length - new Set(acknowledged.map(nameOf)).size,
      slotErrors: (await findSlotErrors(client, studyId)).length,
    };
  } finally {
    await client.end();
  }
}
