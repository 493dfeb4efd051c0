import { LRUCache } from "lru-cache";
import { pool } from "@/lib/db/pool";
import type { StudyAccess } from "@/lib/studies/proof";

/** SQL: what of a study `$1` is designed or loaded, in one short text. Labeling does not change it. */
export const designSql = `
  concat_ws('.',
    (SELECT concat_ws(',', count(*), extract(epoch FROM max("finishedAt"))) FROM "Import" WHERE "studyId" = $1 AND state = 'DONE'),
    (SELECT count(*) FROM "ProtocolVersion" WHERE "studyId" = $1),
    (SELECT concat_ws(',', revision, seed, "isDemo", "countRepeats", "tieRule", epsilon) FROM "Study" WHERE id = $1))`;

/*
 * Whatever a figure is computed from, in one short text: it changes when a label, a skip, an item, a rater or a setting
 * does, and with it every cached result goes. It looks at raters, never at labels: each keeps count of what they did.
 */
const fingerprintSql = `
  SELECT concat_ws('.', ${designSql},
    (SELECT md5(string_agg(concat_ws(',', r.id, status, kind, origin, g.id, g.name, "sawConditions", changes), ';' ORDER BY r.id))
      FROM "Rater" r LEFT JOIN "RaterGroup" g ON g.id = r."groupId" AND g."studyId" = r."studyId" WHERE r."studyId" = $1)) AS fingerprint`;

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
