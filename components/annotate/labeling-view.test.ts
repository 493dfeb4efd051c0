import { expect, test } from "vitest";
import { startJudging } from "@/components/annotate/judging";
import { type LabelingState, startingState } from "@/components/annotate/labeling-state";
import { findView } from "@/components/annotate/labeling-view";
import { emptyOutbox } from "@/components/annotate/outbox";
import type { AssignedItem, EmptyQueue, ProtocolView, ToRead } from "@/lib/labeling/contract";

const protocol: ProtocolView = {
  versionId: "v2",
  number: 2,
  guidelines: ["Judge."],
  questions: [],
  personaVisibility: "SHOWN",
  textStyle: "MARKDOWN",
};
const item: AssignedItem = {
  assignmentId: "a",
  versionId: "v2",
  layout: "SINGLE",
  prompt: "",
  texts: [],
  candidates: [],
  persona: null,
  draft: null,
  leaseExpiresAt: "",
};
const current = startJudging(item, protocol, {});
const review = startJudging({ ...item, assignmentId: "b" }, protocol, {}, { from: "finished", revision: 1 });
const view = (given: Partial<LabelingState>, isWarned: boolean | null = true) =>
  findView({ ...startingState, phase: "ready", current, ...given }, isWarned);
const toRead = (given: Partial<ToRead>) => ({
  toRead: { v2: { since: null, changes: [], guidelines: null, ...given } },
});

test("an item comes only after the guidelines of its version, or what is new in them", () => {
  expect(view(toRead({}))).toMatchObject({ judging: null, toRead: { version: { toRead: { since: null } } } });
  expect(view(toRead({ since: 1, changes: ["New: “Safe?”"] })).toRead?.version?.toRead.since).toBe(1);
  expect(view({}).judging).toBe(current);
});

test("a version in which nothing is new stops nobody", () => {
  expect(view(toRead({ since: 1 })).judging).toBe(current);
});

test("the content warning comes before the first item, whatever else was read", () => {
  expect(view({}, false)).toMatchObject({ judging: null, toRead: { isWarned: false, version: null } });
  expect(view({}, null)).toMatchObject({ judging: null, toRead: null, canGoBack: false });
});

test("an earlier item is shown over a closed study, over what is to be read and while signed out", () => {
  const empty: EmptyQueue = { reason: "study-closed", message: "Closed", until: null, tally: [] };
  const outbox = { ...emptyOutbox, hold: "signed-out" } as const;
  for (const given of [{ current: null, empty }, toRead({}), { current: null, outbox }])
    expect(view({ ...given, review })).toMatchObject({ judging: { item: { assignmentId: "b" } }, canGoBack: true });
});

test("another tab that labels leaves the way back open, and does not leave its item on two screens", () => {
  expect(view({ phase: "elsewhere" })).toMatchObject({ judging: null, stop: { kind: "elsewhere" }, canGoBack: true });
  expect(view({ phase: "elsewhere", review })).toMatchObject({ judging: review, canGoBack: true });
});

test("no item, neither this nor an earlier one, is shown to somebody who withdrew, was removed, has signed out of the device or is not the one signed in: what is the study's is theirs no more, what is theirs is erased, or another person is looking", () => {
  for (const hold of ["withdrawn", "removed", "gone", "other-person", "left"] as const)
    expect(view({ review, outbox: { ...emptyOutbox, hold } })).toMatchObject({
      judging: null,
      stop: { kind: hold },
      canGoBack: false,
    });
});
