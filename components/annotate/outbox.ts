import type { AnnotateError, SkipRequest, SubmitRequest } from "@/lib/labeling/contract";

type Sent<Request> = Omit<Request, "studyId" | "as" | "holds" | "knows" | "want" | "answeredMsAgo">;

/** What is to be sent. `key` names the entry; for a label it is the idempotency key. */
export type OutboxWork =
  | { kind: "submit"; key: string; body: Sent<SubmitRequest> }
  | { kind: "skip"; key: string; body: Sent<SkipRequest> };

/**
 * One label (or skip) on its way, kept on the device until the server has said that it is stored. It holds what the
 * person said and identifiers, no text of the study: what is needed to mend it is read from the server.
 */
export type OutboxEntry = OutboxWork & {
  studyId: string;
  /** When it was answered; ms since 1970. */
  createdAt: number;
  attempts: number;
  /** Not sent again before this; ms since 1970. */
  notBefore: number;
  /** False until the device has it: nothing is sent that a crash could still lose. */
  isKept: boolean;
  /** Set when repeating is of no use: the person decides. */
  refusal: AnnotateError | null;
};

/**
 * Why nothing is sent for now, or ever: `gone` is a study that is there no more for somebody who was in it, `left` a device
 * that its person has signed out of.
 */
export type OutboxHold = "signed-out" | "left" | "other-person" | "removed" | "withdrawn" | "gone";

/** Nobody takes these labels any more. */
export const isEnded = (hold: OutboxHold | null) => hold === "withdrawn" || hold === "gone";

export type Outbox = Readonly<{
  entries: readonly OutboxEntry[];
  /** The key of the entry that is under way: one at a time, so that an edit never overtakes what it edits. */
  sending: string | null;
  hold: OutboxHold | null;
  /** Whether the hold is being tried: it stands until the server has answered otherwise. */
  isTrying: boolean;
  /** Nothing is sent before this, after an attempt that reached no server; ms since 1970. */
  notBefore: number;
  /** The last attempt did not reach a working server. */
  isCutOff: boolean;
  /** The server is there, and failed at the last attempt. */
  isFailing: boolean;
  /** What failed below the server at the last attempt, in its words. */
  because: string | null;
}>;

export const emptyOutbox: Outbox = {
  entries: [],
  sending: null,
  hold: null,
  isTrying: false,
  notBefore: 0,
  isCutOff: false,
  isFailing: false,
  because: null,
};

export type OutboxEvent =
  | { type: "loaded"; entries: readonly OutboxEntry[] }
  | { type: "added"; entry: OutboxEntry }
  | { type: "kept"; key: string }
  | { type: "sending"; key: string }
  | { type: "delivered"; key: string }
  /** `isAlone`: the server is there and failed at this one, which then holds up no other. */
  | { type: "failed"; key: string; at: number; isAlone: boolean; retryAfterMs?: number; because?: string }
  | { type: "refused"; key: string; refusal: AnnotateError }
  | { type: "held"; hold: OutboxHold }
  /** The network is back, somebody signed in, or the person asked to try now. */
  | { type: "resumed" }
  /** The person wants a refused one sent again as it is. */
  | { type: "retried"; key: string }
  | { type: "discarded"; key: string }
  /** The person withdrew or the study is gone. */
  | { type: "cleared" }
  /** The server answered to this person, if not about a label. */
  | { type: "inTouch" };

const inTouch = {
  isCutOff: false,
  isFailing: false,
  because: null,
  notBefore: 0,
  hold: null,
  isTrying: false,
} as const;

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

/** A line that is cut holds up everything, so that labels arrive in the order in which they were given. */
function fail(outbox: Outbox, { key, at, isAlone, retryAfterMs, because }: OutboxEvent & { type: "failed" }): Outbox {
  const attempts = (outbox.entries.find((entry) => entry.key === key)?.attempts ?? 0) + 1;
  const notBefore = at + (retryAfterMs ?? backOffMs(attempts));
  return {
    ...settle(outbox, key, (entry) => ({ ...entry, attempts, notBefore: isAlone ? notBefore : entry.notBefore })),
    notBefore: isAlone ? outbox.notBefore : notBefore,
    isCutOff: !isAlone,
    isFailing: isAlone,
    because: because ?? null,
    isTrying: false,
  };
}

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
      return { ...without(outbox, event.key), ...inTouch };
    case "failed":
      return fail(outbox, event);
    case "refused":
      return {
        ...settle(outbox, event.key, (entry) => ({ ...entry, refusal: event.refusal })),
        ...inTouch,
      };
    case "held":
      return { ...outbox, sending: null, hold: event.hold, isTrying: false };
    case "resumed":
      return {
        ...outbox,
        isTrying: true,
        notBefore: 0,
        entries: outbox.entries.map((entry) => ({ ...entry, notBefore: 0 })),
      };
    case "retried":
      return edit(outbox, event.key, (entry) => ({ ...entry, refusal: null, attempts: 0, notBefore: 0 }));
    case "discarded":
      return without(outbox, event.key);
    case "cleared":
      return { ...outbox, entries: [], sending: null };
    case "inTouch":
      return { ...outbox, hold: null, isTrying: false };
  }
}

type Entries = Pick<Outbox, "entries">;

/** The oldest entry of each item: what comes behind it waits for it. */
function listFirsts({ entries }: Entries): OutboxEntry[] {
  const ahead = new Set<string>();
  return entries.filter(({ body: { assignmentId } }) => !ahead.has(assignmentId) && ahead.add(assignmentId));
}

/**
 * What to send now: the oldest entry that is due and has no earlier one of the same item before it. An entry that the
 * server keeps failing at does not hold up the others. `waitMs` is when to look again; null when there is nothing to
 * wait for.
 */
export function nextDue(outbox: Outbox, now: number): { key: string } | { waitMs: number } | null {
  if (outbox.sending || (outbox.hold && !outbox.isTrying)) return null;
  let waitMs: number | null = null;
  for (const { key, refusal, notBefore, isKept } of listFirsts(outbox)) {
    if (refusal || !isKept) continue;
    const dueAt = Math.max(notBefore, outbox.notBefore);
    if (dueAt <= now) return { key };
    waitMs = Math.min(waitMs ?? Number.POSITIVE_INFINITY, dueAt - now);
  }
  return waitMs === null ? null : { waitMs };
}

export const countWaiting = ({ entries }: Entries) => entries.filter(({ refusal }) => !refusal).length;

const isConflict = ({ refusal }: OutboxEntry) => refusal?.reason === "conflict";

/** When to say that one more is answered: after all that wait, also where the computer's clock was set back between two visits. */
export const nextMoment = ({ entries }: Entries, now: number) =>
  entries.reduce((latest, { createdAt }) => Math.max(latest, createdAt + 1), now);

/** Whether an answer of the server is still to come by itself: what stands behind a refused entry waits for the person. */
export const isUnderWay = (outbox: Entries) => listFirsts(outbox).some(({ refusal }) => !refusal);

/** Refused for good, but for conflicts, which the person decides. */
export const listRefused = ({ entries }: Entries) =>
  entries.filter((entry) => entry.refusal !== null && !isConflict(entry));

/** Items that were answered in another place as well. */
export const findConflict = ({ entries }: Entries): OutboxEntry | null => entries.find(isConflict) ?? null;

/** Labels wait that cannot be sent now: leaving the device would leave them behind. */
export const isStuck = (outbox: Outbox) =>
  countWaiting(outbox) > 0 && (outbox.isCutOff || outbox.isFailing || (outbox.hold !== null && !isEnded(outbox.hold)));

/** Labels of new items that are not in the server's count yet. */
export const countUncounted = ({ entries }: Outbox) =>
  entries.filter((entry) => entry.kind === "submit" && entry.body.edits === null && !entry.refusal).length;
