import { expect, test } from "vitest";
import { answersToSend, giveAnswer, isChanged, isLastAnswer, startJudging } from "@/components/annotate/judging";
import { type LabelingEvent, onScreen, startingState } from "@/components/annotate/labeling-state";
import { reduceLabeling } from "@/components/annotate/reduce-labeling";
import { bareItem, bareProtocol } from "@/components/annotate/testing/bare-item";
import type { AssignedItem, ProtocolView, Queue } from "@/lib/labeling/contract";
import { questionsSchema } from "@/lib/protocol/schema";

const protocol: ProtocolView = {
  ...bareProtocol,
  questions: questionsSchema.parse([
    { key: "safe", type: "ordinal", text: "Safe?", points: [1, 2].map((value) => ({ value })), cannotJudge: true },
    { key: "sure", type: "confidence", about: "safe", text: "Sure?" },
    { key: "worst", type: "text", text: "What is worst?", showIf: { question: "safe", in: ["1"] } },
    { key: "why", type: "text", text: "Why?", required: false },
  ]),
};
const item = (assignmentId: string): AssignedItem => ({
  ...bareItem(assignmentId),
  texts: [{ partId: `${assignmentId}-1`, letter: null, text: "", turns: null }],
});
const queue = (ids: string[], given: Partial<Queue> = {}): Queue => ({
  items: ids.map(item),
  protocols: [protocol],
  empty: null,
  progress: { done: 0, total: 9, quota: null },
  leaseMinutes: 30,
  toRead: {},
  leases: ids.map((assignmentId) => ({ assignmentId, leaseExpiresAt: "2030" })),
  ...given,
});
const run = (...events: LabelingEvent[]) => events.reduce(reduceLabeling, startingState);
const arrived = (ids: string[], given: Partial<Queue> = {}): LabelingEvent => ({
  type: "queue",
  queue: queue(ids, given),
});
const answered = (address: string, value: string | number): LabelingEvent => ({
  type: "answered",
  address,
  answer: { state: "GIVEN", value },
});

test("the first item goes on screen, the second waits behind it and comes at once", () => {
  const state = run(arrived(["a", "b"]));
  expect([state.current?.item.assignmentId, state.behind.length]).toEqual(["a", 1]);
  expect(reduceLabeling(state, { type: "left" }).current?.item.assignmentId).toBe("b");
});

test("an item that the page has already is not shown twice", () => {
  const state = run(arrived(["a", "b"]), { type: "left" }, arrived(["b", "c"]));
  expect([state.current?.item.assignmentId, ...state.behind.map((one) => one.assignmentId)]).toEqual(["b", "c"]);
});

test("a waiting item that went to somebody else is dropped, one on screen stays", () => {
  const state = run(arrived(["a", "b"]), arrived(["c"]));
  expect([state.current?.item.assignmentId, ...state.behind.map((one) => one.assignmentId)]).toEqual(["a", "c"]);
});

test("an answer leads to the next open question, and back to one that was left out", () => {
  const walk = (key: string, value: string) => {
    const from = startJudging(item("a"), protocol, { safe: { item: { value: 2 } } });
    return giveAnswer(from, { address: key, answer: { value }, isAdvancing: true }).inHand;
  };
  expect(walk("safe", "2")).toBe("sure");
  expect(walk("why", "so")).toBe("sure");
  expect(walk("sure", "low")).toBe("why");
});

const picked = (address: string, value: string | number, isAdvancing = true): LabelingEvent => {
  const choice = { id: `${value}`, mark: null, label: "", description: "", wish: null, apart: false };
  return { type: "picked", address, isAdvancing, choice: { ...choice, answer: { state: "GIVEN", value } } };
};

test("a pick that opens a question leads there, and what is typed keeps the keys where they are", () => {
  const state = run(arrived(["a"]), answered("sure", "low"), picked("safe", 1));
  expect(onScreen(state)?.inHand).toBe("worst");
  const typed = reduceLabeling(state, answered("worst", "the dose"));
  expect(onScreen(typed)?.inHand).toBe("worst");
});

test("what is no longer asked is not sent, but comes back with the question", () => {
  const state = run(arrived(["a"]), answered("safe", 1), answered("worst", "dose"), answered("safe", 2));
  const judging = onScreen(state);
  expect(judging && answersToSend(judging)).toEqual({ safe: { item: { state: "GIVEN", value: 2 } } });
  expect(judging?.answers.worst?.item).toEqual({ state: "GIVEN", value: "dose" });
});

test("blank text is no answer", () => {
  const judging = startJudging(item("a"), protocol, { why: { item: { state: "GIVEN", value: "  " } } });
  expect(answersToSend(judging)).toEqual({});
});

test("answering clears the message at the question, and only there", () => {
  const errors = { safe: "Answer this question", sure: "Answer this question" };
  const state = run(arrived(["a"]), { type: "errors", errors }, answered("safe", 2));
  expect(onScreen(state)?.errors).toEqual({ sure: "Answer this question" });
});

test("looking at an earlier item leaves the current one as it is", () => {
  const review = startJudging(
    item("old"),
    protocol,
    { safe: { item: { state: "GIVEN", value: 1 } } },
    { from: "finished" },
  );
  const state = run(arrived(["a"]), answered("safe", 2), { type: "review", review, depth: 1 }, answered("safe", 2));
  expect(state.review && isChanged(state.review)).toBe(true);
  const back = reduceLabeling(state, { type: "reviewClosed" });
  expect(onScreen(back)?.answers).toEqual({ safe: { item: { state: "GIVEN", value: 2 } } });
});

test("a locked answer cannot be changed", () => {
  const locked = startJudging(item("old"), protocol, {}, { from: "finished", locked: "The study is closed" });
  expect(giveAnswer(locked, { address: "safe", answer: { value: 1 }, isAdvancing: true })).toBe(locked);
});

test("an unsaved answer of this device wins over the server's draft", () => {
  const drafted = { ...item("a"), draft: { safe: { item: { state: "GIVEN" as const, value: 1 } } } };
  const given = { ...queue(["a"]), items: [drafted] };
  const kept = (isSaved: boolean): LabelingEvent => ({
    type: "draftsFound",
    drafts: { a: { isSaved, answers: { safe: { item: { state: "GIVEN", value: 2 } } } } },
  });
  const arrives: LabelingEvent = { type: "queue", queue: given };
  expect(run(kept(false), arrives).current?.answers.safe?.item?.value).toBe(2);
  expect(run(kept(true), arrives).current?.answers.safe?.item?.value).toBe(1);
  expect(run(arrives).current?.answers.safe?.item?.value).toBe(1);
});

test("after the last item nothing is being saved any more", () => {
  const state = run(arrived(["a"]), answered("safe", 2));
  expect(state.draft).toBe("saving");
  expect(reduceLabeling(state, { type: "left" })).toMatchObject({ current: null, draft: "saved" });
});

test("the view of the texts holds from item to item, and each item keeps those it was read in", () => {
  const turned = run(arrived(["a", "b"]), { type: "viewTurned" });
  expect(turned.current?.views).toEqual(["marked-up", "as-written"]);
  const next = reduceLabeling(turned, { type: "left" });
  expect(next.current?.views).toEqual(["as-written"]);
  const review = startJudging(item("old"), protocol, {}, { from: "finished" });
  const back = reduceLabeling(reduceLabeling(next, { type: "review", review, depth: 1 }), { type: "viewTurned" });
  expect([back.review?.views, back.current?.views]).toEqual([["as-written", "marked-up"], ["as-written"]]);
});

test("under a protocol of plain texts there is one view", () => {
  const plain: ProtocolView = { ...protocol, textStyle: "PLAIN" };
  const state = run(arrived(["a"], { protocols: [plain] }), { type: "viewTurned" });
  expect(state.current?.views).toEqual(["as-written"]);
});

test("a draft brings back in which views its texts were read, and the one on screen", () => {
  const views = ["marked-up", "as-written"] as const;
  const state = run({ type: "draftsFound", drafts: { b: { isSaved: true, answers: {}, views } } }, arrived(["a", "b"]));
  expect([state.current?.views, state.view]).toEqual([["marked-up"], "marked-up"]);
  const next = reduceLabeling(state, { type: "left" });
  expect([next.current?.views, next.view]).toEqual([views, "as-written"]);
});

test("what a stop took off the screen comes back with its answers and views", () => {
  const stopped = run(
    arrived(["a"]),
    answered("safe", 2),
    { type: "viewTurned" },
    arrived([], {
      empty: { reason: "study-paused", message: "Paused", until: null, tally: [] },
    }),
  );
  expect(stopped.current).toBeNull();
  const { current } = reduceLabeling(stopped, arrived(["a"]));
  expect([current?.answers.safe?.item?.value, current?.views]).toEqual([2, ["marked-up", "as-written"]]);
});

test("an item whose label waits or was refused does not come again", () => {
  const body = { assignmentId: "a", key: "k", edits: null, answers: {}, activeMs: 1, elapsedMs: 1 };
  const base = { studyId: "s", createdAt: 0, attempts: 0, notBefore: 0, isKept: true };
  for (const refusal of [null, { reason: "answers", error: "No" } as const]) {
    const entry = { ...base, kind: "submit", key: "k", body, refusal } as const;
    const state = run({ type: "outbox", event: { type: "added", entry } }, arrived(["a", "b"]));
    expect([state.current?.item.assignmentId, state.behind.length]).toEqual(["b", 0]);
  }
});

test("a label is counted also where nothing is told of what comes next", () => {
  expect(run({ type: "counted" }).progress).toBeNull();
  expect(run(arrived(["a"]), { type: "counted" }).progress).toEqual({ done: 1, total: 9, quota: null });
  const full = arrived([], { progress: { done: 9, total: 9, quota: null } });
  expect(run(full, { type: "counted" }).progress).toEqual({ done: 10, total: 10, quota: null });
});

test("the answer that completes what is required is the last one; a correction and an optional answer are not", () => {
  const start = startJudging(item("a"), protocol, {});
  const give = (judging: typeof start, address: string, value: string | number) =>
    giveAnswer(judging, { address, answer: { state: "GIVEN", value } });
  const safe = give(start, "safe", 2);
  expect(isLastAnswer(start, safe, "safe")).toBe(false);
  const sure = give(safe, "sure", "high");
  expect(isLastAnswer(safe, sure, "sure")).toBe(true);
  expect(isLastAnswer(sure, give(sure, "sure", "low"), "sure")).toBe(false);
  expect(isLastAnswer(sure, give(sure, "why", "so"), "why")).toBe(false);
  const earlier = { ...safe, from: "finished" as const };
  expect(isLastAnswer(earlier, give(earlier, "sure", "high"), "sure")).toBe(false);
});
