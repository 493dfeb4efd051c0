import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SubmitAnswer, SubmitRequest } from "@/lib/labeling/contract";
import type { LoadStudy } from "../testing/load-study";
import { makeSubmission, type RaterClient, type Reply } from "../testing/rater-client";

/** A label that the app said it had stored. */
export type Acknowledged = { raterId: string; key: string; assignmentId: string; point: number; revision: number };

export type Labeled = { acknowledged: Acknowledged[]; retries: number };

/** A page would show "Offline" and go on trying. */
const pauseMs = 100;
const patienceMs = 120_000;

/** Repeats a request until it is answered for good; a killed app or database is no answer. */
async function untilAnswered<T>(send: () => Promise<Reply<T>>, onRetry: () => void): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const reply = await send().catch(() => null);
    if (reply?.status === 200) return reply.body;
    if (reply && reply.status < 500) throw new Error(`Refused with ${reply.status}: ${JSON.stringify(reply.body)}`);
    if (Date.now() > until) throw new Error(`No answer for ${patienceMs / 1000} s`);
    onRetry();
    await sleep(pauseMs);
  }
}

/** Now and then a person presses twice: two requests with one key at the same moment. */
function press(client: RaterClient, submission: SubmitRequest, isTwice: boolean): Promise<Reply<SubmitAnswer>> {
  const first = client.submit(submission);
  if (!isTwice) return first;
  const second = client.submit(submission);
  return Promise.allSettled([first, second]).then(() => second);
}

type Fire = { isOver: () => boolean; onAcknowledged: () => void };

/** One rater who labels without a pause until `isOver`, and leaves nothing unsent. */
export async function labelUnderFire(client: RaterClient, study: LoadStudy, fire: Fire): Promise<Labeled> {
  const acknowledged: Acknowledged[] = [];
  let retries = 0;
  const onRetry = () => {
    retries += 1;
  };
  const { items } = await untilAnswered(() => client.claim(2), onRetry);
  const waiting = items.map(({ assignmentId }) => assignmentId);
  for (let current = waiting.shift(); current && !fire.isOver(); current = waiting.shift()) {
    const point = randomInt(1, 6);
    const submission = makeSubmission(study.id, current, point, [...waiting]);
    const isTwice = acknowledged.length % 7 === 6;
    const { revision, next } = await untilAnswered(() => press(client, submission, isTwice), onRetry);
    acknowledged.push({ raterId: client.raterId, key: submission.key, assignmentId: current, point, revision });
    fire.onAcknowledged();
    const more =
      next && next.items.length > 0
        ? next
        : waiting.length > 0
          ? null
          : await untilAnswered(() => client.claim(2), onRetry);
    waiting.push(...(more?.items.map(({ assignmentId }) => assignmentId) ?? []));
  }
  return { acknowledged, retries };
}
