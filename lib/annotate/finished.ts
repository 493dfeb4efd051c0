import type { z } from "zod";
import { viewProtocol } from "@/lib/annotate/build-queue";
import type { FinishedItem } from "@/lib/annotate/contract";
import { presentAnswers } from "@/lib/annotate/present-answers";
import { presentItem } from "@/lib/annotate/present-item";
import { answerJson, refusalSentence, refuse } from "@/lib/annotate/refuse";
import type { finishedItemQuery, finishedQuery, studyQuery } from "@/lib/annotate/schema";
import { getContents } from "@/lib/assignments/item-content";
import { type FrozenProtocol, getProtocol } from "@/lib/assignments/protocol-versions";
import { countDone, countProgress, listFinished } from "@/lib/assignments/queries";
import type { RaterSeat } from "@/lib/assignments/seat";
import { pool } from "@/lib/db/client";
import { findFinished } from "@/lib/judgments/queries";

export async function answerProgress(seat: RaterSeat, _: z.output<typeof studyQuery>): Promise<Response> {
  return answerJson(await countProgress(seat, await countDone(seat)));
}

export async function answerFinished(
  seat: RaterSeat,
  { before, limit }: z.output<typeof finishedQuery>,
): Promise<Response> {
  return answerJson(await listFinished(seat, { before, limit }));
}

/** Why a label cannot be changed any more. */
function findLock({ studyState }: RaterSeat, { personaVisibility }: FrozenProtocol): string | null {
  if (studyState === "CLOSED") return refusalSentence("study-closed");
  return personaVisibility === "AFTER_ANSWER" ? refusalSentence("revealed") : null;
}

export async function answerFinishedItem(
  seat: RaterSeat,
  { assignmentId }: z.output<typeof finishedItemQuery>,
): Promise<Response> {
  const finished = await findFinished(seat, assignmentId);
  if (!finished) return refuse("not-found");
  const { itemId, versionId, revision, answers } = finished;
  const protocol = await getProtocol(pool, versionId);
  const withPersona = protocol.personaVisibility !== "HIDDEN";
  const content = (await getContents(pool, [itemId], { withPersona })).get(itemId);
  if (!content) return refuse("not-found");
  const ids = new Map(content.parts.map(({ key, id }) => [key, id]));
  return answerJson({
    item: presentItem({ ...finished, assignmentId, draft: null }, content),
    protocol: viewProtocol(protocol),
    answers: presentAnswers(protocol.questions, answers, ids),
    revision,
    locked: findLock(seat, protocol),
  } satisfies FinishedItem);
}
