import type { StoredAnswer } from "@/lib/annotate/present-answers";
import type { RaterSeat } from "@/lib/assignments/seat";
import { pool } from "@/lib/db/client";
import { prepared } from "@/lib/db/pg-transaction";

type Finished = {
  itemId: string;
  versionId: string;
  shownOrder: string[];
  leaseExpiresAt: Date;
  revision: number;
  answers: StoredAnswer[];
};

const select = prepared(`
  SELECT a."itemId", a."versionId", a."shownOrder", a."leaseExpiresAt", j.revision,
    (SELECT coalesce(json_agg(json_build_object('questionKey', w."questionKey", 'state', w.state, 'value', w.value,
        'number', w.number, 'probabilities', w.probabilities)), '[]')
      FROM "Answer" w WHERE w."judgmentId" = j.id AND w.target = 'item') AS answers
  FROM "Assignment" a JOIN "Judgment" j ON j."assignmentId" = a.id
  WHERE a.id = $1 AND a."raterId" = $2 AND a."studyId" = $3 AND a.state = 'DONE'
  ORDER BY j.revision DESC LIMIT 1`);

/** One of this rater's own labels, in its latest revision. Null if it is not theirs or not labeled. */
export async function findFinished({ raterId, studyId }: RaterSeat, assignmentId: string): Promise<Finished | null> {
  const { rows } = await pool.query<Finished>(select(assignmentId, raterId, studyId));
  return rows[0] ?? null;
}
