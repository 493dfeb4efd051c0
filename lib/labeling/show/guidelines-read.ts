import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import type { RaterSeat } from "@/lib/labeling/seat";

// Whoever labeled under a version before readings were kept has seen it as well as could be.
const selectKnown = prepared(`
  SELECT v.id AS "versionId", v.number FROM "ProtocolVersion" v
  WHERE v."studyId" = $1 AND (
    EXISTS (SELECT FROM "GuidelinesRead" g WHERE g."studyId" = $1 AND g."raterId" = $2 AND g."versionId" = v.id)
    OR EXISTS (SELECT FROM "Assignment" a
      WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.state = 'DONE' AND a."versionId" = v.id))
  ORDER BY v.number`);

export type KnownVersion = { versionId: string; number: number };

/** The versions whose guidelines this rater has seen, oldest first. */
export async function listKnownVersions({ studyId, raterId }: RaterSeat): Promise<KnownVersion[]> {
  return (await labelPool.query<KnownVersion>(selectKnown(studyId, raterId))).rows;
}

const insertRead = prepared(`
  INSERT INTO "GuidelinesRead" ("studyId", "raterId", "versionId")
  SELECT $3, $1, v.id FROM "ProtocolVersion" v WHERE v.id = $2 AND v."studyId" = $3 AND v."publishedAt" IS NOT NULL
  ON CONFLICT DO NOTHING`);

/** Keeps that this rater has seen a version's guidelines, and since when: the first time stays. */
export async function keepGuidelinesRead({ raterId, studyId }: RaterSeat, versionId: string): Promise<void> {
  await labelPool.query(insertRead(raterId, versionId, studyId));
}
