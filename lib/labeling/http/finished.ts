import type { z } from "zod";
import { labelPool } from "@/lib/db/label-pool";
import type { FinishedItem, StoredLabel } from "@/lib/labeling/contract";
import type { Answer } from "@/lib/labeling/http/asked";
import { answerJson, refusalSentence, refuse } from "@/lib/labeling/http/refuse";
import type { finishedItemQuery, finishedQuery, studyQuery } from "@/lib/labeling/http/schema";
import type { RaterSeat } from "@/lib/labeling/seat";
import { findShown } from "@/lib/labeling/show/find-shown";
import { getContents } from "@/lib/labeling/show/item-content";
import { getOwnProtocol } from "@/lib/labeling/show/own-protocol";
import { presentAnswers } from "@/lib/labeling/show/present-answers";
import { presentItem } from "@/lib/labeling/show/present-item";
import { countDone, countProgress, listFinished } from "@/lib/labeling/show/queries";
import { viewProtocol } from "@/lib/labeling/show/view-protocol";
import { findLock } from "@/lib/labeling/store/submit-judgment";

export async function answerProgress(seat: RaterSeat, _: z.output<typeof studyQuery>): Promise<Answer> {
  return answerJson(await countProgress(seat, await countDone(seat)));
}

export async function answerFinished(
  seat: RaterSeat,
  { before, limit }: z.output<typeof finishedQuery>,
): Promise<Answer> {
  return answerJson(await listFinished(seat, { before, limit }));
}

/** An item that this rater was given, as it was shown, with their own label. The persona as far as the protocol has got. */
async function findItem(seat: RaterSeat, assignmentId: string): Promise<FinishedItem | null> {
  const shown = await findShown(seat, assignmentId);
  if (!shown) return null;
  const { itemId, versionId, label } = shown;
  const protocol = await getOwnProtocol(labelPool, seat, versionId);
  const { personaVisibility } = protocol;
  const withPersona = personaVisibility === "SHOWN" || (personaVisibility === "AFTER_ANSWER" && label !== null);
  const content = (await getContents(labelPool, [itemId], { withPersona })).get(itemId);
  if (!content) return null;
  const lock = label && findLock(seat, protocol, shown);
  const ids = new Map(content.parts.map(({ key, id }) => [key, id]));
  return {
    item: presentItem({ ...shown, assignmentId, draft: null }, content),
    protocol: viewProtocol(protocol),
    ...(label
      ? {
          answers: presentAnswers(protocol.questions, label.answers, ids),
          revision: label.revision,
          answeredAt: new Date(label.answeredAt).toISOString(),
        }
      : { answers: {}, revision: null, answeredAt: null }),
    locked: lock && refusalSentence(lock),
  };
}

/** This rater's own label of an item as it is stored now. */
export async function findStoredLabel(seat: RaterSeat, assignmentId: string): Promise<StoredLabel | null> {
  const found = await findItem(seat, assignmentId);
  if (!found || found.revision === null) return null;
  const { answers, revision, answeredAt } = found;
  return { answers, revision, answeredAt };
}

export async function answerFinishedItem(
  seat: RaterSeat,
  { assignmentId, answers }: z.output<typeof finishedItemQuery>,
): Promise<Answer> {
  const found = await findItem(seat, assignmentId);
  if (!found) return refuse("not-found");
  // A page that cannot read them would show the item as unanswered, and save a change of it without its other answers.
  return answers === undefined ? refuse("malformed") : answerJson(found);
}
