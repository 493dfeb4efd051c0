import { expect, test } from "vitest";
import { startJudging } from "@/components/annotate/judging";
import { type LabelingState, startingState } from "@/components/annotate/labeling-state";
import { findView } from "@/components/annotate/labeling-view";
import { reduceLabeling } from "@/components/annotate/reduce-labeling";
import { bareItem, bareProtocol } from "@/components/annotate/testing/bare-item";
import type { Queue } from "@/lib/labeling/contract";

const message = (id: string) => ({ kind: "message" as const, id, title: "You passed", lines: ["9 of 10"] });
const queueOf = (ids: readonly string[], more: Partial<Queue> = {}): Queue => ({
  items: ids.map(bareItem),
  leases: ids.map((assignmentId) => ({ assignmentId, leaseExpiresAt: "2099-01-01T00:00:00.000Z" })),
  empty: null,
  protocols: [bareProtocol],
  toRead: {},
  progress: { done: 0, total: 9, quota: null },
  leaseMinutes: 30,
  ...more,
});
const taken = (queue: Queue, state: LabelingState = startingState) => reduceLabeling(state, { type: "queue", queue });
const sending = (state: LabelingState, assignmentId: string): LabelingState => ({
  ...state,
  outbox: {
    ...state.outbox,
    entries: [
      {
        kind: "submit",
        key: "k",
        body: { assignmentId, key: "k", answers: {}, activeMs: 1, elapsedMs: 1 },
        studyId: "s",
        createdAt: 0,
        attempts: 0,
        notBefore: 0,
        isKept: true,
        refusal: null,
      },
    ],
  },
});

test("news stands before the item until it was read, and does not come back with an answer that crossed it", () => {
  const queue = queueOf(["a"], { news: [message("passed-1")] });
  const told = taken(queue);
  expect(findView(told, true)).toMatchObject({ news: { id: "passed-1" }, judging: null });
  const read = reduceLabeling(told, { type: "newsRead", id: "passed-1" });
  expect(findView(read, true)).toMatchObject({ news: null, judging: { item: { assignmentId: "a" } } });
  expect(findView(taken(queue, read), true).news).toBeNull();
});

test("news that comes while somebody is at an item waits until it is answered", () => {
  const at = taken(queueOf(["a", "b"]));
  const told = taken(queueOf(["a", "b"], { news: [message("warned")] }), at);
  expect(findView(told, true)).toMatchObject({ news: null, judging: { item: { assignmentId: "a" } } });
  const left = reduceLabeling(told, { type: "left" });
  expect(findView(left, true)).toMatchObject({ news: { id: "warned" }, judging: null });
  expect(findView(taken(queueOf(["b"], { news: [message("warned")] }), left), true).news).toMatchObject({
    id: "warned",
  });
});

test("after a training item the next one waits until the right answer has come and was read", () => {
  const stages = { a: { name: "training" as const, done: 0, total: 2 } };
  const training = taken(queueOf(["a", "b"], { stages }));
  const left = sending(reduceLabeling(training, { type: "left" }), "a");
  expect(findView(left, true)).toMatchObject({ news: "coming", judging: null });
  const stored = { ...left, outbox: startingState.outbox };
  const come = taken(queueOf(["b"], { news: [message("a")] }), stored);
  expect(findView(come, true)).toMatchObject({ news: { id: "a" } });
  expect(findView(reduceLabeling(come, { type: "newsRead", id: "a" }), true).judging?.item.assignmentId).toBe("b");
});

test("an ordinary item is followed by the next at once", () => {
  const state = taken(queueOf(["a", "b"]));
  const left = sending(reduceLabeling(state, { type: "left" }), "a");
  expect(findView(left, true)).toMatchObject({ news: null, judging: { item: { assignmentId: "b" } } });
});

test("an earlier answer is looked at before the news, and a stop that concerns the person stands over it", () => {
  const told = taken(queueOf(["a"], { news: [message("x")] }));
  const review = startJudging(bareItem("z"), bareProtocol, {}, { from: "finished" });
  expect(findView({ ...told, review }, true)).toMatchObject({ news: null, judging: { from: "finished" } });
  expect(findView({ ...told, phase: "elsewhere" }, true)).toMatchObject({ news: null, stop: { kind: "elsewhere" } });
});
