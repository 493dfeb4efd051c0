import type { LoadStudy } from "@/cli/testing/load-study";
import { makeSubmission, type RaterClient } from "@/cli/testing/rater-client";

export const quantile = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
export const inMs = (times: readonly number[], share: number) => Number(quantile(times, share).toFixed(1));

export type Walk = { times: number[]; errors: number };

/** What happens between two labels, and who hears how long each took. */
type Companion = { pause?: () => Promise<void>; onLabel?: (ms: number) => void };

/** Labels one item after another, one ahead, until `isOver` or the items run out. */
export async function walk(
  client: RaterClient,
  study: LoadStudy,
  isOver: (labels: number) => boolean,
  { pause, onLabel }: Companion = {},
): Promise<Walk> {
  const times: number[] = [];
  let errors = 0;
  const waiting = (await client.claim(2)).body.items.map(({ assignmentId }) => assignmentId);
  for (let current = waiting.shift(); current && !isOver(times.length); current = waiting.shift()) {
    const startedAt = performance.now();
    const { status, body } = await client.submit(makeSubmission(study.id, current, 3, [...waiting]));
    const ms = performance.now() - startedAt;
    times.push(ms);
    onLabel?.(ms);
    if (status !== 200) errors += 1;
    else waiting.push(...(body.next?.items ?? []).map(({ assignmentId }) => assignmentId));
    await pause?.();
  }
  return { times, errors };
}
