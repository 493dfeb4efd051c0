import { expect, test } from "vitest";
import { startJudging } from "@/components/annotate/judging";
import { startingState } from "@/components/annotate/labeling-state";
import type { OutboxEntry } from "@/components/annotate/outbox";
import { listHoldings, listUnseen } from "@/components/annotate/page-holdings";
import { bareItem, bareProtocol } from "@/components/annotate/testing/bare-item";

const protocol = bareProtocol;
const item = bareItem;
const entry = (assignmentId: string): OutboxEntry => ({
  kind: "submit",
  key: assignmentId,
  studyId: "s",
  createdAt: 0,
  attempts: 0,
  notBefore: 0,
  isKept: true,
  refusal: null,
  body: { assignmentId, key: assignmentId, edits: null, answers: {}, activeMs: 1, elapsedMs: 1 },
});
const state = {
  ...startingState,
  protocols: { v1: protocol },
  current: startJudging(item("now"), protocol, {}),
  behind: [item("next"), item("given-out")],
  leases: { now: "2030", next: "2031" },
};

test("a page holds what is on screen, what waits behind it and what is on its way, each once", () => {
  const { outbox } = state;
  const holding = { ...state, outbox: { ...outbox, entries: [entry("sent"), entry("now")] } };
  expect(listHoldings(holding)).toEqual({ holds: ["next", "given-out", "now", "sent"], knows: ["v1"], unseen: 2 });
  expect(listHoldings({ ...holding, current: null }).holds).toEqual(["next", "given-out", "sent", "now"]);
});

test("forty are named at most", () => {
  const behind = Array.from({ length: 50 }, (_, place) => item(`i${place}`));
  expect(listHoldings({ ...state, behind }).holds).toHaveLength(40);
});

test("what waits unseen goes to others while it is still held, what is on screen stays", () => {
  expect(listUnseen(state)).toEqual([{ assignmentId: "next", leaseExpiresAt: "2031" }]);
});
