import { setTimeout as sleep } from "node:timers/promises";
import { pgTransaction, type Queryable } from "@/lib/db/pg-transaction";
import { pool } from "@/lib/db/pool";
import type { Lease } from "@/lib/labeling/claim/lease-next";
import { type LockedRater, leaseNext, listLeases, lockRater } from "@/lib/labeling/claim/lease-next";
import { sweepLeases, sweepNowAndThen } from "@/lib/labeling/claim/sweep-leases";
import type { RaterSeat } from "@/lib/labeling/seat";

/** What a rater holds after a claim, oldest first, and why it is not more. */
export type Held = {
  leases: Lease[];
  doneCount: number;
  /** quota: as many as agreed. busy: everything left was being taken by others for longer than we wait. */
  stoppedBy: "quota" | "closed" | "nothing" | "busy" | null;
};

const takesLabels = ({ studyState, status, versionId }: RaterSeat) =>
  studyState === "OPEN" && status === "ACTIVE" && versionId !== null;

/**
 * Brings a rater one item closer to `want`, inside the transaction that holds their row. Leases they still have come
 * first: those whose time has run out but whose slot nobody took are theirs as well.
 */
export async function topUp(
  client: Queryable,
  seat: RaterSeat,
  rater: LockedRater,
  { want, renew }: { want: number; renew: "all" | "old" },
): Promise<Held> {
  const { doneCount } = rater;
  if (!takesLabels(seat)) return { leases: [], doneCount, stoppedBy: "closed" };
  const leases = await listLeases(client, seat, { renew });
  if (leases.length >= want) return { leases, doneCount, stoppedBy: null };
  if (seat.quota !== null && doneCount + leases.length >= seat.quota) return { leases, doneCount, stoppedBy: "quota" };
  const next = await leaseNext(client, seat, rater);
  return next ? { leases: [...leases, next], doneCount, stoppedBy: null } : { leases, doneCount, stoppedBy: "nothing" };
}

async function isAnythingLeft(seat: RaterSeat): Promise<boolean> {
  for (const policy of seat.policies) if (await policy.isLeft(pool, seat)) return true;
  return false;
}

const gone: Held = { leases: [], doneCount: 0, stoppedBy: "closed" };

/** Waits of 1, 2, 4 ... ms: two seconds in all, where a claim locks an item for two milliseconds or so. */
const waits = 11;

/**
 * Leases items until the rater holds `want`, or says what stopped it. Slots whose lease has run out are opened on the
 * way. Nobody is sent away with slots free: where all that is left is locked for a moment, it tries again.
 */
export async function claimItems(seat: RaterSeat, want: number, renew: "all" | "old" = "all"): Promise<Held> {
  await sweepNowAndThen(seat.studyId);
  for (let wait = 0; ; ) {
    const held = await pgTransaction(async (client) => {
      const rater = await lockRater(client, seat);
      return rater ? topUp(client, seat, rater, { want, renew }) : gone;
    });
    const isEnough = held.leases.length >= want;
    if (isEnough || held.stoppedBy === "quota" || held.stoppedBy === "closed") return held;
    if (held.stoppedBy === null) continue;
    if ((await sweepLeases(seat.studyId)) > 0) continue;
    if (!(await isAnythingLeft(seat))) return held;
    if (wait === waits) return { ...held, stoppedBy: "busy" };
    await sleep(2 ** wait++);
  }
}
