import { setTimeout as sleep } from "node:timers/promises";
import { labelPool } from "@/lib/db/label-pool";
import { labelTransaction, type Queryable, WithCommit } from "@/lib/db/pg-transaction";
import { isDayFull } from "@/lib/labeling/claim/day-limit";
import type { Lease } from "@/lib/labeling/claim/lease-next";
import { type LockedRater, leaseNext, listLeases, lockRater, takesLabels } from "@/lib/labeling/claim/lease-next";
import { sweepLeases, sweepNowAndThen } from "@/lib/labeling/claim/sweep-leases";
import { halt } from "@/lib/labeling/policies/policy";
import type { RaterSeat } from "@/lib/labeling/seat";
import { settleSlots } from "@/lib/slots/settle-slots";

export type StoppedBy = "quota" | "day" | "closed" | "halt" | "nothing" | "busy" | null;

/** What a rater holds after a claim, oldest first, and why it is not more. */
export type Held = {
  leases: Lease[];
  doneCount: number;
  /** Those that lay among them unannounced. */
  besideCount: number;
  /** halt: a policy lets nobody past before something is done. quota: as many as agreed. day: as many as anybody may within 24 hours. busy: everything left was being taken by others for longer than we wait. */
  stoppedBy: StoppedBy;
};

/** Whether what the rater holds is all they get. */
function findStop(
  seat: RaterSeat,
  held: Lease[],
  doneCount: number,
  want: number,
): Pick<Held, "leases" | "stoppedBy"> | null {
  if (!takesLabels(seat)) return { leases: [], stoppedBy: "closed" };
  if (held.length >= want) return { leases: held, stoppedBy: null };
  const isFull = seat.quota !== null && doneCount + held.length >= seat.quota;
  return isFull ? { leases: held, stoppedBy: "quota" } : null;
}

/**
 * Brings a rater who holds these leases one item closer to `want`, inside the transaction that holds their row. Leases they still
 * have come first: those whose time has run out but whose slot nobody took are theirs as well.
 */
export async function topUp(
  client: Queryable,
  seat: RaterSeat,
  rater: LockedRater,
  { leases, want }: { leases: Lease[]; want: number },
): Promise<WithCommit<Held>> {
  const { doneCount, besideCount } = rater;
  const counts = { doneCount, besideCount };
  const stop = (stoppedBy: StoppedBy, held = leases) =>
    new WithCommit(Promise.resolve({ leases: held, ...counts, stoppedBy }));
  const found = findStop(seat, leases, doneCount, want);
  if (found) return stop(found.stoppedBy, found.leases);
  if (await isDayFull(client, seat, leases.length)) return stop("day");
  const next = await leaseNext(client, seat, rater, leases.length);
  if (next === halt) return stop("halt");
  if (!next) return stop("nothing");
  return new WithCommit(next.sent.then((lease) => ({ leases: [...leases, lease], ...counts, stoppedBy: null })));
}

async function isAnythingLeft(seat: RaterSeat): Promise<boolean> {
  for (const policy of seat.policies) if (await policy.isLeft(labelPool, seat)) return true;
  return false;
}

/** Whoever joined or left since slots were parted, unseen by whoever parts them, is seen before somebody is sent away. */
const isPartedAnew = async ({ studyId, policies }: RaterSeat): Promise<boolean> =>
  policies.some(({ slotRule }) => slotRule !== null) && (await settleSlots(studyId));

const gone: Held = { leases: [], doneCount: 0, besideCount: 0, stoppedBy: "closed" };

/** What no waiting changes. */
const settledStops: readonly StoppedBy[] = ["quota", "day", "closed", "halt"];

const claimOne = (seat: RaterSeat, want: number, renew: "all" | "old"): Promise<Held> =>
  labelTransaction(async (client) => {
    const [rater, leases] = await Promise.all([lockRater(client, seat), listLeases(client, seat, { renew })]);
    return rater ? topUp(client, seat, rater, { leases, want }) : gone;
  });

type Claiming = {
  renew?: "all" | "old";
  /** Whoever holds so many does not wait for more. Default: as many as are wanted. */
  least?: number;
  /** What the rater was found to hold a moment ago. */
  held?: Held | null;
  /** Whether nobody waits for the answer any more. */
  isGone?: () => boolean;
};

/** Waits of 1, 2, 4 ... ms: two seconds in all, where a claim locks an item for two milliseconds or so. */
const waits = 11;

/**
 * Leases items until the rater holds `want`, or says what stopped it. Slots whose lease has run out are opened on the
 * way. Nobody is sent away with slots free: where all that is left is locked for a moment, it tries again.
 */
export async function claimItems(
  seat: RaterSeat,
  want: number,
  { renew = "all", least = want, held: known = null, isGone = () => false }: Claiming = {},
): Promise<Held> {
  await sweepNowAndThen(seat.studyId);
  for (let wait = 0, held = known; ; held = null) {
    held ??= await claimOne(seat, want, renew);
    if (held.leases.length >= want || settledStops.includes(held.stoppedBy)) return held;
    if (held.stoppedBy === null) continue;
    if (held.leases.length >= least) return held;
    if ((await sweepLeases(seat.studyId)) > 0) continue;
    if (await isPartedAnew(seat)) continue;
    if (!(await isAnythingLeft(seat))) return held;
    if (wait === waits || isGone()) return { ...held, stoppedBy: "busy" };
    await sleep(2 ** wait++);
  }
}
