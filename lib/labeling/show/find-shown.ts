import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import type { Purpose } from "@/lib/generated/prisma/enums";
import type { RaterSeat } from "@/lib/labeling/seat";
import type { StoredAnswer } from "@/lib/questions/answer-check";

type Shown = {
  itemId: string;
  versionId: string;
  purpose: Purpose;
  shownOrder: string[];
  leaseExpiresAt: Date;
  /** The latest revision; null where none is stored. */
  label: { revision: number; answeredAt: string; answers: StoredAnswer[] } | null;
};

const select = prepared(`
  SELECT a."itemId", a."versionId", a.purpose, a."shownOrder", a."leaseExpiresAt",
    (SELECT json_build_object('revision', j.revision, 'answeredAt', coalesce(j."answeredAt", j."createdAt"), 'answers',
        (SELECT coalesce(json_agg(json_build_object('questionKey', w."questionKey", 'target', w.target, 'state', w.state, 'value', w.value,
            'number', w.number, 'probabilities', w.probabilities, 'quote', w.quote)), '[]')
          FROM "Answer" w WHERE w."studyId" = $3 AND w."judgmentId" = j.id))
      FROM "Judgment" j WHERE j."studyId" = $3 AND j."assignmentId" = a.id AND a.state = 'DONE'
      ORDER BY j.revision DESC LIMIT 1) AS label
  FROM "Assignment" a WHERE a.id = $1 AND a."raterId" = $2 AND a."studyId" = $3`);

/** An item that this rater was given, with their own label in its latest revision. Null if it is not theirs. */
export async function findShown({ raterId, studyId }: RaterSeat, assignmentId: string): Promise<Shown | null> {
  const { rows } = await labelPool.query<Shown>(select(assignmentId, raterId, studyId));
  return rows[0] ?? null;
}
