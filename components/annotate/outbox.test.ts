import fc from "fast-check";
import { expect, test } from "vitest";
import {
  countUncounted,
  countWaiting,
  emptyOutbox,
  findConflict,
  isStuck,
  isUnderWay,
  listRefused,
  nextDue,
  nextMoment,
  type Outbox,
  type OutboxEntry,
  type OutboxEvent,
  reduceOutbox,
} from "@/components/annotate/outbox";

const entry = (
  key: string,
  given: Partial<{ assignmentId: string; createdAt: number; isEdit: boolean }> = {},
): OutboxEntry => {
  const { assignmentId = `item-${key}`, createdAt = 0, isEdit = false } = given;
  return {
    kind: "submit",
    key,
    studyId: "s",
    createdAt,
    attempts: 0,
    notBefore: 0,
    isKept: true,
    refusal: null,
    body: { assignmentId, key, edits: isEdit ? 1 : null, answers: {}, activeMs: 1, elapsedMs: 1 },
  };
};
const run = (...events: OutboxEvent[]) => events.reduce(reduceOutbox, emptyOutbox);
const added = (...keys: string[]): OutboxEvent[] => keys.map((key) => ({ type: "added", entry: entry(key) }));
const refusal = { reason: "answers", error: "No such option" } as const;

test("labels go one at a time, oldest first", () => {
  const outbox = run(...added("a", "b"));
  expect(nextDue(outbox, 0)).toEqual({ key: "a" });
  expect(nextDue(reduceOutbox(outbox, { type: "sending", key: "a" }), 0)).toBeNull();
});

test("a label leaves the outbox when it is stored, not before", () => {
  const sending = run(...added("a"), { type: "sending", key: "a" });
  expect(countWaiting(sending)).toBe(1);
  expect(countWaiting(reduceOutbox(sending, { type: "delivered", key: "a" }))).toBe(0);
});

test("waiting times double up to 30 s, and a network that is back ends them", () => {
  let outbox = run(...added("a"));
  const waits = Array.from({ length: 7 }, () => {
    outbox = reduceOutbox(outbox, { type: "failed", key: "a", at: 0, isAlone: false });
    return nextDue(outbox, 0);
  });
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30].map((seconds) => ({ waitMs: seconds * 1000 })));
  expect(nextDue(reduceOutbox(outbox, { type: "resumed" }), 0)).toEqual({ key: "a" });
});

test("the server may say how long to wait", () => {
  const outbox = run(...added("a"), { type: "failed", key: "a", at: 100, isAlone: false, retryAfterMs: 5000 });
  expect(nextDue(outbox, 100)).toEqual({ waitMs: 5000 });
});

test("without a connection all wait, so that labels arrive in the order in which they were given", () => {
  const cut = run(...added("a", "b"), { type: "failed", key: "a", at: 0, isAlone: false });
  expect(nextDue(cut, 0)).toEqual({ waitMs: 1000 });
  expect(nextDue(cut, 1000)).toEqual({ key: "a" });
});

test("a label that the server fails at does not hold up the others, but an edit waits for what it edits", () => {
  const first = entry("a", { assignmentId: "x" });
  const edit = entry("b", { assignmentId: "x", isEdit: true });
  const outbox = run({ type: "added", entry: first }, { type: "added", entry: edit }, ...added("c"), {
    type: "failed",
    key: "a",
    at: 0,
    isAlone: true,
  });
  expect(nextDue(outbox, 0)).toEqual({ key: "c" });
});

test("a server that fails at a label is not called out of reach, and leaving would leave the label behind", () => {
  const failing = run(...added("a"), { type: "failed", key: "a", at: 0, isAlone: true });
  expect([failing.isFailing, failing.isCutOff, isStuck(failing)]).toEqual([true, false, true]);
  const cut = reduceOutbox(failing, { type: "failed", key: "a", at: 0, isAlone: false });
  expect([cut.isFailing, cut.isCutOff, isStuck(cut)]).toEqual([false, true, true]);
  const stored = reduceOutbox(failing, { type: "delivered", key: "a" });
  expect([stored.isFailing, isStuck(stored)]).toEqual([false, false]);
});

test("what stands behind a refused label is not under way: it waits for the person", () => {
  const first = entry("a", { assignmentId: "x" });
  const edit = entry("b", { assignmentId: "x", isEdit: true });
  const both = run({ type: "added", entry: first }, { type: "added", entry: edit });
  expect(isUnderWay(both)).toBe(true);
  const refused = reduceOutbox(both, { type: "refused", key: "a", refusal });
  expect([isUnderWay(refused), countWaiting(refused), nextDue(refused, 0)]).toEqual([false, 1, null]);
});

test("an answer is later than all that wait, also by a clock that was set back", () => {
  const outbox = run({ type: "added", entry: entry("a", { createdAt: 5000 }) });
  expect([nextMoment(outbox, 9000), nextMoment(outbox, 10)]).toEqual([9000, 5001]);
});

test("a refused label stays until the person mends or discards it", () => {
  const outbox = run(...added("a", "b"), { type: "refused", key: "a", refusal });
  expect(nextDue(outbox, 0)).toEqual({ key: "b" });
  expect(listRefused(outbox).map(({ key }) => key)).toEqual(["a"]);
  expect(listRefused(reduceOutbox(outbox, { type: "discarded", key: "a" }))).toEqual([]);
});

test("a hold stands until the server has answered otherwise", () => {
  const held = run(...added("a"), { type: "held", hold: "signed-out" }, { type: "resumed" });
  expect(held.hold).toBe("signed-out");
  expect(reduceOutbox(held, { type: "failed", key: "a", at: 0, isAlone: false }).hold).toBe("signed-out");
  expect(reduceOutbox(held, { type: "delivered", key: "a" }).hold).toBeNull();
});

test("an answer that differs from a stored one is for the person to decide, and not among the refused", () => {
  const conflict = { reason: "conflict", error: "Twice" } as const;
  const outbox = run(...added("a"), { type: "refused", key: "a", refusal: conflict });
  expect([findConflict(outbox)?.key, listRefused(outbox).length, nextDue(outbox, 0)]).toEqual(["a", 0, null]);
});

test("a refused label can be sent again as it is", () => {
  const refused = run(...added("a"), { type: "refused", key: "a", refusal });
  expect(nextDue(refused, 0)).toBeNull();
  expect(nextDue(reduceOutbox(refused, { type: "retried", key: "a" }), 0)).toEqual({ key: "a" });
});

test("nothing is sent before the device has it", () => {
  const outbox = run({ type: "added", entry: { ...entry("a"), isKept: false } });
  expect(nextDue(outbox, 0)).toBeNull();
  expect(nextDue(reduceOutbox(outbox, { type: "kept", key: "a" }), 0)).toEqual({ key: "a" });
});

test("nothing is sent while signed out, and nothing is forgotten", () => {
  const outbox = run(...added("a"), { type: "sending", key: "a" }, { type: "held", hold: "signed-out" });
  expect(nextDue(outbox, 0)).toBeNull();
  expect(countWaiting(outbox)).toBe(1);
  expect(nextDue(reduceOutbox(outbox, { type: "resumed" }), 0)).toEqual({ key: "a" });
});

test("what an earlier visit left is joined in the order it was made", () => {
  const outbox = run(
    { type: "added", entry: entry("new", { createdAt: 5 }) },
    { type: "loaded", entries: [entry("old", { createdAt: 1 }), entry("new", { createdAt: 5 })] },
  );
  expect(outbox.entries.map(({ key }) => key)).toEqual(["old", "new"]);
});

test("edits and refusals do not count as new items", () => {
  const outbox = run(
    ...added("a", "b"),
    { type: "added", entry: entry("c", { isEdit: true }) },
    { type: "refused", key: "b", refusal },
  );
  expect(countUncounted(outbox)).toBe(1);
});

const keys = fc.constantFrom("a", "b", "c");
const events: fc.Arbitrary<OutboxEvent> = fc.oneof(
  keys.map((key): OutboxEvent => ({ type: "added", entry: entry(key) })),
  keys.map((key): OutboxEvent => ({ type: "sending", key })),
  keys.map((key): OutboxEvent => ({ type: "failed", key, at: 0, isAlone: false })),
  keys.map((key): OutboxEvent => ({ type: "refused", key, refusal })),
  fc.constant<OutboxEvent>({ type: "held", hold: "signed-out" }),
  fc.constant<OutboxEvent>({ type: "resumed" }),
);

test("whatever happens, only delivery or the person takes a label away, and none is there twice", () => {
  fc.assert(
    fc.property(fc.array(events), (all) => {
      const wanted = new Set(all.flatMap((event) => (event.type === "added" ? [event.entry.key] : [])));
      const end: Outbox = run(...all);
      expect(end.entries.map(({ key }) => key).sort()).toEqual([...wanted].sort());
    }),
  );
});
