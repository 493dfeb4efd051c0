import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import type { Purpose, SurplusReason } from "@/lib/generated/prisma/enums";
import type { StoredAnswer } from "@/lib/questions/answer-check";
import type { UsedView } from "@/lib/reading/text-view";
import { timeOrderedUuid } from "@/lib/uuid";

export type NewJudgment = {
  studyId: string;
  itemId: string;
  raterId: string;
  versionId: string;
  assignmentId: string;
  purpose: Purpose;
  surplusReason: SurplusReason | null;
  /** Which time the rater was given the item for this purpose. */
  occurrence: number;
  revision: number;
  key: string;
  bodyHash: string;
  shownOrder: readonly string[];
  view: UsedView | undefined;
  activeMs: number;
  elapsedMs: number;
  answeredAt: Date;
  answers: readonly StoredAnswer[];
  /** How many items the rater has labeled with it, and how many lay among them unannounced. */
  doneCount: number;
  besideCount: number;
};

const insertions = `
  judgment AS (
    INSERT INTO "Judgment" (id, "studyId", "itemId", "raterId", "versionId", "assignmentId", purpose, revision,
      "idempotencyKey", "bodyHash", shown, "activeMs", "elapsedMs", "answeredAt", "surplusReason",
      occurrence)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $15, $16, $17)),
  answers AS (
    INSERT INTO "Answer" ("studyId", "judgmentId", "questionKey", target, state, value, number, probabilities, quote)
    SELECT $2, $1, x."questionKey", x.target, x.state, x.value, x.number, x.probabilities, x.quote
    FROM jsonb_to_recordset($14) AS x ("questionKey" text, target text, state "AnswerState", value text, number float8, probabilities jsonb, quote text))`;

const storeFirst = prepared(`
  WITH ${insertions},
  done AS (
    UPDATE "Assignment" SET state = 'DONE', purpose = $7, "finishedAt" = $15, "skipReason" = NULL, draft = NULL
    WHERE id = $6)
  UPDATE "Rater" SET "doneCount" = $18, "besideCount" = $19, changes = changes + 1 WHERE id = $4`);

const storeEdit = prepared(`WITH ${insertions} UPDATE "Rater" SET changes = changes + 1 WHERE id = $4`);

const longestMs = 2 ** 31 - 1;
const inBounds = (timeMs: number, mostMs: number) => Math.round(Math.min(Math.max(timeMs, 0), mostMs));

/** One statement, so that a judgment is never without its answers. The first revision also finishes the assignment. */
export async function storeJudgment(client: Queryable, judgment: NewJudgment): Promise<void> {
  const { studyId, itemId, raterId, versionId, assignmentId, purpose, revision, key, bodyHash, shownOrder } = judgment;
  const elapsedMs = inBounds(judgment.elapsedMs, longestMs);
  const activeMs = inBounds(judgment.activeMs, elapsedMs);
  const names = [
    timeOrderedUuid(),
    studyId,
    itemId,
    raterId,
    versionId,
    assignmentId,
    purpose,
    revision,
    key,
    bodyHash,
  ];
  const contents = [
    JSON.stringify({ order: shownOrder, view: judgment.view }),
    activeMs,
    elapsedMs,
    JSON.stringify(judgment.answers),
  ];
  const facts = [judgment.answeredAt, judgment.surplusReason, judgment.occurrence];
  const values = [...names, ...contents, ...facts];
  const { doneCount, besideCount } = judgment;
  await client.query(revision === 1 ? storeFirst(...values, doneCount, besideCount) : storeEdit(...values));
}
