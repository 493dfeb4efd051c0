import { labelTransaction } from "@/lib/db/pg-transaction";
import { lockRater } from "@/lib/labeling/claim/lease-next";
import type { News, Stage } from "@/lib/labeling/contract";
import type { RaterSeat } from "@/lib/labeling/seat";

/** What this rater has to read before the next item. Asked of every policy alike, whatever was labeled last. */
export async function listNews(seat: RaterSeat): Promise<News[]> {
  const told = await Promise.all(seat.policies.map(({ listNews: list }) => list?.(seat) ?? []));
  return told.flat();
}

/** Whether one of the policies knew it. Under the rater's row, as everything that changes what comes next. */
export const takeNews = (seat: RaterSeat, id: string): Promise<boolean> =>
  labelTransaction(async (client) => {
    if (!(await lockRater(client, seat))) return false;
    for (const { takeNews: take } of seat.policies) if (take && (await take(client, seat, id))) return true;
    return false;
  });

/** By assignment, how far the rater is with what comes apart from the work. */
export async function findStages(
  seat: RaterSeat,
  leases: readonly { assignmentId: string; purpose: string }[],
): Promise<Record<string, Stage>> {
  const found = seat.policies.map(async ({ purpose, findStage }) => {
    const own = leases.filter((lease) => lease.purpose === purpose);
    if (!findStage || own.length === 0) return [];
    const stage = await findStage(seat);
    return own.map(({ assignmentId }, place) => [assignmentId, { ...stage, done: stage.done + place }] as const);
  });
  return Object.fromEntries((await Promise.all(found)).flat());
}
