import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import type { AssignmentState, Purpose } from "@/lib/generated/prisma/enums";
import { type GivenAnswer, type Mark, markAnswers, readTruth } from "@/lib/gold/mark-answers";
import { getProtocol } from "@/lib/protocol/frozen-protocol";
import { isAskedIn } from "@/lib/questions/asked-by";

/** An item with a known answer as one rater was given it. */
export type MarkedItem = {
  raterId: string;
  assignmentId: string;
  itemId: string;
  externalId: string;
  occurrence: number;
  state: AssignmentState;
  finishedAt: Date | null;
  /** How many items the rater finished after it: as far as `mostLater`. */
  later: number;
  /** Empty where the item was not answered. */
  marks: Mark[];
};

const mostLater = 8;

// $4: the purpose. Answers are those of the latest revision; none where the item is not labeled.
const select = prepared(`
  SELECT a."raterId", a.id AS "assignmentId", a."itemId", i."externalId", a.occurrence, a.state, a."finishedAt", i.truth, a."versionId",
    (SELECT g.name FROM "Rater" r JOIN "RaterGroup" g ON g."studyId" = $1 AND g.id = r."groupId"
      WHERE r."studyId" = $1 AND r.id = a."raterId") AS "group",
    (SELECT count(*)::int FROM (SELECT FROM "Assignment" l WHERE l."studyId" = $1 AND l."raterId" = a."raterId" AND l.state = 'DONE'
      AND l."finishedAt" > a."finishedAt" LIMIT ${mostLater}) AS later) AS later,
    (SELECT coalesce(json_agg(json_build_object('questionKey', w."questionKey", 'target', w.target, 'state', w.state, 'value', w.value)), '[]')
      FROM "Answer" w WHERE w."studyId" = $1 AND w."judgmentId" = (
        SELECT j.id FROM "Judgment" j WHERE j."studyId" = $1 AND j."assignmentId" = a.id ORDER BY j.revision DESC LIMIT 1)) AS answers
  FROM "Assignment" a JOIN "Item" i ON i."studyId" = $1 AND i.id = a."itemId"
  WHERE a."studyId" = $1 AND a."raterId" = ANY($2::uuid[]) AND a.purpose = $3::"Purpose" AND a.state IN ('LEASED', 'DONE', 'SKIPPED')
  ORDER BY a."finishedAt" NULLS LAST, a.id`);

type Row = Omit<MarkedItem, "marks"> & {
  truth: unknown;
  versionId: string;
  group: string | null;
  answers: GivenAnswer[];
};
type Asked = { studyId: string; raterIds: readonly string[]; purpose: Purpose; within: number };

/** What raters made of the items whose answers are known, those finished first before the others. */
export async function readMarks(
  client: Queryable,
  { studyId, raterIds, purpose, within }: Asked,
): Promise<MarkedItem[]> {
  const { rows } = await client.query<Row>(select(studyId, raterIds, purpose));
  const marked: MarkedItem[] = [];
  for (const { truth, versionId, group, answers, ...item } of rows) {
    const { questions: all } = await getProtocol(client, versionId);
    const questions = all.filter((question) => isAskedIn(question, group));
    const marks = item.state === "LEASED" ? [] : markAnswers(questions, readTruth(truth), answers, within);
    marked.push({ ...item, marks });
  }
  return marked;
}

export type Score = { right: number; asked: number };

/** Questions answered right, of those whose answer is known. */
export const countRight = (items: readonly Pick<MarkedItem, "marks">[]): Score => {
  const marks = items.flatMap((item) => item.marks);
  return { right: marks.filter(({ isRight }) => isRight).length, asked: marks.length };
};
