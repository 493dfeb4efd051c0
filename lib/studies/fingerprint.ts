import { LRUCache } from "lru-cache";
import { pool } from "@/lib/db/pool";
import type { StudyAccess } from "@/lib/studies/proof";

/*
 * Whatever a figure is computed from, in one short text: it changes when a label, a skip, an item, a rater or a setting
 * does, and with it every cached result goes.
 */
const fingerprintSql = `
  SELECT concat_ws('.',
    (SELECT count(*) FROM "Judgment" WHERE "studyId" = $1),
    (SELECT count(*) FROM "Item" WHERE "studyId" = $1),
    (SELECT concat_ws(',', count(*), extract(epoch FROM max("finishedAt"))) FROM "Import" WHERE "studyId" = $1),
    (SELECT md5(string_agg(concat_ws(',', id, status, kind, origin, "groupId", "sawConditions",
        (SELECT count(*) FROM "Assignment" a WHERE a."studyId" = $1 AND a."raterId" = r.id AND a.state = 'SKIPPED')), ';' ORDER BY id))
      FROM "Rater" r WHERE "studyId" = $1),
    (SELECT count(*) FROM "ProtocolVersion" WHERE "studyId" = $1),
    (SELECT concat_ws(',', revision, seed, "isDemo", "countRepeats", "tieRule", epsilon) FROM "Study" WHERE id = $1)) AS fingerprint`;

const patienceMs = 2000;
const shared = globalThis as { grataFingerprints?: LRUCache<string, Promise<string>> };
shared.grataFingerprints ??= new LRUCache({ max: 1000, ttl: patienceMs, perf: { now: () => Date.now() } });
const fingerprints = shared.grataFingerprints;

/** Changes when the study's data do; at most two seconds old, so that watching costs the database little. */
export async function getFingerprint({ studyId }: StudyAccess): Promise<string> {
  const known = fingerprints.get(studyId);
  if (known) return known;
  const asking = pool
    .query<{ fingerprint: string }>(fingerprintSql, [studyId])
    .then(({ rows }) => rows[0]?.fingerprint ?? "");
  fingerprints.set(studyId, asking);
  asking.catch(() => fingerprints.delete(studyId));
  return asking;
}

/** Whoever changes a setting looks at the figures next, and two seconds are too long for that. */
export const forgetFingerprint = ({ studyId }: StudyAccess): boolean => fingerprints.delete(studyId);
