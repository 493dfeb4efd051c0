import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import { listKnown, markAnswers, readTruth } from "@/lib/gold/mark-answers";
import type { Feedback } from "@/lib/labeling/contract";
import type { RaterSeat } from "@/lib/labeling/seat";
import { findShown } from "@/lib/labeling/show/find-shown";
import { getContents } from "@/lib/labeling/show/item-content";
import { getOwnProtocol } from "@/lib/labeling/show/own-protocol";
import { presentAnswers } from "@/lib/labeling/show/present-answers";
import { presentItem } from "@/lib/labeling/show/present-item";
import { viewProtocol } from "@/lib/labeling/show/view-protocol";
import type { FrozenProtocol } from "@/lib/protocol/frozen-protocol";
import type { StoredAnswer } from "@/lib/questions/answer-check";
import { kindOf } from "@/lib/questions/kinds";
import { itemTarget } from "@/lib/questions/targets";

// Only what is labeled, in training, by this rater: the one place from which a truth goes to a browser.
const selectUnread = prepared(`
  SELECT a.id, i.truth, i."goldRationale" AS rationale
  FROM "Assignment" a JOIN "Item" i ON i."studyId" = $1 AND i.id = a."itemId" AND i."reservedFor" = 'TRAINING'
  WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.state = 'DONE' AND a.purpose = 'TRAINING' AND a."feedbackReadAt" IS NULL
  ORDER BY a."finishedAt", a.id`);

type Unread = { id: string; truth: unknown; rationale: string | null };

/** The right answers as if they had been given. */
function rightAnswers({ questions }: FrozenProtocol, truth: Readonly<Record<string, string>>): StoredAnswer[] {
  return listKnown(questions, truth).map((question) => {
    const value = truth[question.key] ?? "";
    const point = kindOf(question).need(question) === null && value.trim() !== "" ? Number(value) : Number.NaN;
    const number = Number.isFinite(point) ? point : null;
    return { questionKey: question.key, target: itemTarget, state: "GIVEN", value, number, probabilities: null };
  });
}

async function makeFeedback(seat: RaterSeat, { id, truth, rationale }: Unread, within: number): Promise<Feedback[]> {
  const shown = await findShown(seat, id);
  if (!shown?.label) return [];
  const { itemId, versionId, label } = shown;
  const protocol = await getOwnProtocol(labelPool, seat, versionId);
  const withPersona = protocol.personaVisibility !== "HIDDEN";
  const content = (await getContents(labelPool, [itemId], { withPersona })).get(itemId);
  if (!content) return [];
  const known = readTruth(truth);
  const ids = new Map(content.parts.map(({ key, id: partId }) => [key, partId]));
  const marks = markAnswers(protocol.questions, known, label.answers, within);
  return [
    {
      kind: "feedback",
      id,
      item: presentItem({ ...shown, assignmentId: id, draft: null }, content),
      protocol: viewProtocol(protocol),
      answers: presentAnswers(protocol.questions, label.answers, ids),
      right: presentAnswers(protocol.questions, rightAnswers(protocol, known), ids),
      missed: marks.flatMap(({ question, isRight }) => (isRight ? [] : [question])),
      rationale,
    },
  ];
}

/** What was right of the training items that this rater has labeled and not read it of yet, oldest first. */
export async function listFeedback(seat: RaterSeat, within: number): Promise<Feedback[]> {
  const { rows } = await labelPool.query<Unread>(selectUnread(seat.studyId, seat.raterId));
  const told: Feedback[] = [];
  for (const unread of rows) told.push(...(await makeFeedback(seat, unread, within)));
  return told;
}
