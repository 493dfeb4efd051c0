import { expect, test } from "vitest";
import { labelingStore } from "@/components/annotate/labeling-store";
import { takingAnswers } from "@/components/annotate/taking-answers";
import type { EmptyReason, Queue, SubmitAnswer } from "@/lib/labeling/contract";

const queue = (reason: EmptyReason | null = null): Queue => ({
  items: [],
  protocols: [],
  empty: reason && { reason, message: "No more", until: null, tally: [] },
  progress: { done: 3, total: 9, quota: null },
  leaseMinutes: 30,
  toRead: {},
  leases: [],
});
const plain = { surplusReason: null, surplusMessage: null };
const stored: SubmitAnswer = { saved: true, surplus: false, revision: 1, reveal: null, next: null, ...plain };

function open() {
  const store = labelingStore();
  const done: string[] = [];
  const taking = takingAnswers({
    store,
    storage: { clear: async () => void done.push("device cleared") },
    onShown: () => done.push("shown"),
    tend: () => done.push("tended"),
  });
  return { ...taking, done, store };
}

test("what comes with a label is taken like a claim, and its count is the server's own", () => {
  const { takeSettled, done, store } = open();
  takeSettled({ ...stored, next: queue() });
  expect([done, store.getState().progress?.done]).toEqual([["shown", "tended"], 3]);
});

test("without items in the answer the label is counted here, a change of an earlier one is not", () => {
  const { takeQueue, takeSettled, store } = open();
  takeQueue(queue());
  takeSettled(stored);
  expect(store.getState().progress?.done).toBe(4);
  takeSettled({ ...stored, revision: 2 });
  expect(store.getState().progress?.done).toBe(4);
});

test("no answer, or one to a skip, only asks for items", () => {
  const { takeSettled, done, store } = open();
  const before = store.getState();
  takeSettled(null);
  takeSettled({ skipped: true, next: null });
  expect(done).toEqual(["tended", "tended"]);
  expect(store.getState()).toBe(before);
});

test("the persona behind an item and why a label is surplus are told", () => {
  const { takeSettled, store } = open();
  const persona = { name: "Nurse", text: "", kind: "", sections: {}, statements: [] };
  takeSettled({ ...stored, reveal: persona, surplusMessage: "It does not count." });
  expect(store.getState()).toMatchObject({ reveal: { name: "Nurse" }, note: "Saved. It does not count." });
});

test("after the end of a study the device keeps nothing, once nothing is on its way", () => {
  const { takeQueue, done, store } = open();
  const body = { assignmentId: "a", key: "k", edits: null, answers: {}, activeMs: 1, elapsedMs: 1 };
  const base = { studyId: "s", createdAt: 0, attempts: 0, notBefore: 0, isKept: true, refusal: null };
  const entry = { ...base, kind: "submit", key: "k", body } as const;
  store.dispatch({ type: "outbox", event: { type: "added", entry } });
  takeQueue(queue("study-closed"));
  expect(done).toEqual(["shown", "tended"]);
  store.dispatch({ type: "outbox", event: { type: "delivered", key: "k" } });
  takeQueue(queue("study-closed"));
  expect(done).toEqual(["shown", "tended", "device cleared", "shown", "tended"]);
  takeQueue(queue("study-paused"));
  expect(done.filter((what) => what === "device cleared")).toHaveLength(1);
});
