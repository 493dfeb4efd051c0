import { expect, test } from "vitest";
import { describeWaiting } from "@/components/annotate/describe-waiting";
import { startJudging } from "@/components/annotate/judging";
import { emptyOutbox, type OutboxEntry } from "@/components/annotate/outbox";
import type { AssignedItem, ProtocolView } from "@/lib/labeling/contract";

const points = ["Dangerous", "Doubtful", "Safe"].map((label, place) => ({ value: place + 1, label }));
const protocol = {
  versionId: "v",
  number: 1,
  guidelines: [],
  personaVisibility: "SHOWN",
  textStyle: "PLAIN",
  questions: [{ key: "safety", type: "ordinal", text: "How safe is it?", points }],
} as unknown as ProtocolView;
const item = {
  assignmentId: "a",
  layout: "SINGLE",
  versionId: "v",
  texts: [],
  candidates: [],
  prompt: "A secret",
} as never as AssignedItem;
const answers = { safety: { item: { value: 2 } } };
const entry = (assignmentId: string, kind: "submit" | "skip") =>
  ({
    kind,
    key: `${kind}-${assignmentId}`,
    createdAt: 5,
    refusal: null,
    body: { assignmentId, answers },
  }) as never as OutboxEntry;
const peek = (id: string) => (id === "a" ? startJudging(item, protocol, {}) : undefined);

test("what waits is told in the words of its questions, without the item's texts", () => {
  const waiting = describeWaiting({ ...emptyOutbox, entries: [entry("a", "submit")] }, peek);
  expect(waiting).toEqual([
    { key: "submit-a", at: 5, answers: [{ question: "How safe is it?", answer: "2 Doubtful" }] },
  ]);
});

test("of an item that is not at hand the time alone is told, and of a skip nothing", () => {
  const waiting = describeWaiting({ ...emptyOutbox, entries: [entry("b", "submit"), entry("a", "skip")] }, peek);
  expect(waiting).toEqual([{ key: "submit-b", at: 5, answers: [] }]);
});
