import type { AnnotateError, AssignedItem, ProtocolView, SkipRequest, SubmitRequest } from "@/lib/annotate/contract";

type Sent<Request> = Omit<Request, "studyId" | "holds" | "knows">;

/** What is to be sent. `key` names the entry; for a label it is the idempotency key. */
export type OutboxWork =
  | { kind: "submit"; key: string; body: Sent<SubmitRequest>; isEdit: boolean }
  | { kind: "skip"; key: string; body: Sent<SkipRequest> };

/** One label (or skip) on its way, kept on the device until the server has said that it is stored. */
export type OutboxEntry = OutboxWork & {
  /** What was judged, to mend a refused answer even after a reload. */
  item: AssignedItem;
  protocol: ProtocolView;
  /** ms since 1970. */
  createdAt: number;
  attempts: number;
  /** Not sent again before this; ms since 1970. */
  notBefore: number;
  /** False until the device has it: nothing is sent that a crash could still lose. */
  isKept: boolean;
  /** Set when repeating is of no use: the person decides. */
  refusal: AnnotateError | null;
};

/** Why nothing is sent for now. */
export type OutboxHold = "signed-out" | "other-person";

export type Outbox = Readonly<{
  entries: readonly OutboxEntry[];
  /** The key of the entry that is under way: one at a time, so that an edit never overtakes what it edits. */
  sending: string | null;
  hold: OutboxHold | null;
  /** The last attempt did not reach a working server. */
  isCutOff: boolean;
}>;

export const emptyOutbox: Outbox = { entries: [], sending: null, hold: null, isCutOff: false };

export type OutboxEvent =
  | { type: "loaded"; entries: readonly OutboxEntry[] }
  | { type: "added"; entry: OutboxEntry }
  | { type: "kept"; key: string }
  | { type: "sending"; key: string }
  | { type: "delivered"; key: string }
  | { type: "failed"; key: string; at: number; retryAfterMs?: number }
  | { type: "refused"; key: string; refusal: AnnotateError }
  | { type: "held"; hold: OutboxHold }
  /** The network is back, somebody signed in, or the person asked to try now. */
  | { type: "resumed" }
  /** The person wants a refused one sent again as it is. */
  | { type: "retried"; key: string }
  | { type: "discarded"; key: string };

const longestWaitMs = 30_000;

/** 1, 2, 4 ... 30 s. */
export const backOffMs = (attempts: number) => Math.min(longestWaitMs, 1000 * 2 ** Math.max(0, attempts - 1));

const without = (outbox: Outbox, key: string): Outbox => ({
  ...outbox,
  entries: outbox.entries.filter((entry) => entry.key !== key),
  sending: outbox.sending === key ? null : outbox.sending,
});

const edit = (outbox: Outbox, key: string, to: (entry: OutboxEntry) => OutboxEntry): Outbox => ({
  ...outbox,
  entries: outbox.entries.map((entry) => (entry.key === key ? to(entry) : entry)),
});

/** The same at the end of an attempt: the line is free again. */
const settle = (outbox: Outbox, key: string, to: (entry: OutboxEntry) => OutboxEntry): Outbox => ({
  ...edit(outbox, key, to),
  sending: outbox.sending === key ? null : outbox.sending,
});

/** The queue of labels as a pure function of what happens to it. Nothing leaves it but by delivery or by the person. */
export function reduceOutbox(outbox: Outbox, event: OutboxEvent): Outbox {
  switch (event.type) {
    case "loaded": {
      const known = new Set(outbox.entries.map(({ key }) => key));
      const found = event.entries.filter(({ key }) => !known.has(key));
      const entries = [...found, ...outbox.entries].sort((a, b) => a.createdAt - b.createdAt);
      return { ...outbox, entries };
    }
    case "added":
      return outbox.entries.some(({ key }) => key === event.entry.key)
        ? outbox
        : { ...outbox, entries: [...outbox.entries, event.entry] };
    case "kept":
      return edit(outbox, event.key, (entry) => ({ ...entry, isKept: true }));
    case "sending":
      return { ...outbox, sending: event.key };
    case "delivered":
      return { ...without(outbox, event.key), isCutOff: false, hold: null };
    case "failed":
      return {
        ...settle(outbox, event.key, (entry) => {
          const attempts = entry.attempts + 1;
          return { ...entry, attempts, notBefore: event.at + (event.retryAfterMs ?? backOffMs(attempts)) };
        }),
        isCutOff: true,
      };
    case "refused":
      return {
        ...settle(outbox, event.key, (entry) => ({ ...entry, refusal: event.refusal })),
        isCutOff: false,
        hold: null,
      };
    case "held":
      return { ...outbox, sending: null, hold: event.hold };
    case "resumed":
      return { ...outbox, hold: null, entries: outbox.entries.map((entry) => ({ ...entry, notBefore: 0 })) };
    case "retried":
      return edit(outbox, event.key, (entry) => ({ ...entry, refusal: null, attempts: 0, notBefore: 0 }));
    case "discarded":
      return without(outbox, event.key);
  }
}

/**
 * What to send now: the oldest entry that is due and has no earlier one of the same item before it. An entry that keeps
 * failing does not hold up the others. `waitMs` is when to look again; null when there is nothing to wait for.
 */
export function nextDue(outbox: Outbox, now: number): { key: string } | { waitMs: number } | null {
  if (outbox.sending || outbox.hold) return null;
  const ahead = new Set<string>();
  let waitMs: number | null = null;
  for (const { key, body, refusal, notBefore, isKept } of outbox.entries) {
    const isFirst = !ahead.has(body.assignmentId);
    ahead.add(body.assignmentId);
    if (refusal || !isFirst || !isKept) continue;
    if (notBefore <= now) return { key };
    waitMs = Math.min(waitMs ?? Number.POSITIVE_INFINITY, notBefore - now);
  }
  return waitMs === null ? null : { waitMs };
}

export const countWaiting = ({ entries }: Outbox) => entries.filter(({ refusal }) => !refusal).length;
export const listRefused = ({ entries }: Outbox) => entries.filter(({ refusal }) => refusal !== null);

/** Labels of new items that are not in the server's count yet. */
export const countUncounted = ({ entries }: Outbox) =>
  entries.filter((entry) => entry.kind === "submit" && !entry.isEdit && !entry.refusal).length;
