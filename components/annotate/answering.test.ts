import { expect, test, vi } from "vitest";
import { answering } from "@/components/annotate/answering";
import { type Judging, startJudging } from "@/components/annotate/judging";
import { labelingStore } from "@/components/annotate/labeling-store";
import { bareItem, bareProtocol } from "@/components/annotate/testing/bare-item";
import type { ProtocolView } from "@/lib/labeling/contract";
import { questionsSchema } from "@/lib/protocol/schema";

const protocol: ProtocolView = {
  ...bareProtocol,
  questions: questionsSchema.parse([{ key: "why", type: "text", text: "Why?" }]),
};
const item = bareItem;

function open() {
  const store = labelingStore();
  const leases = [{ assignmentId: "new", leaseExpiresAt: "2030" }];
  const queue = { items: [item("new")], protocols: [protocol], empty: null, leases, leaseMinutes: 30, toRead: {} };
  store.dispatch({ type: "queue", queue: { ...queue, progress: { done: 0, total: 1, quota: null } } });
  const note = vi.fn((judging: Judging) => judging.item.assignmentId);
  const keep = vi.fn((judging: Judging) => judging.item.assignmentId);
  const keeper = { note: (judging: Judging) => void note(judging), keep: (judging: Judging) => void keep(judging) };
  const names = ({ mock }: typeof note) => mock.results.map(({ value }) => value);
  return { store, ...answering({ store, keeper }), noted: () => names(note), kept: () => names(keep) };
}

const words = { state: "GIVEN", value: "So" } as const;

test("an answer to a new item is noted as a draft, its view is kept at once", () => {
  const { answer, turnView, noted, kept, store } = open();
  answer("why", words);
  expect(store.getState().current?.answers.why?.item).toEqual(words);
  turnView();
  expect([noted(), kept()]).toEqual([["new"], ["new"]]);
});

test("a change of an earlier item is no draft", () => {
  const { answer, turnView, noted, kept, store } = open();
  const review = startJudging(item("old"), protocol, {}, { from: "finished" });
  store.dispatch({ type: "review", review, depth: 1 });
  answer("why", words);
  turnView();
  expect(store.getState().review?.answers.why?.item).toEqual(words);
  expect([noted(), kept()]).toEqual([[], []]);
});
