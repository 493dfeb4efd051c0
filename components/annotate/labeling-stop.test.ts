import { expect, test } from "vitest";
import { type LabelingState, startingState } from "@/components/annotate/labeling-state";
import { failing, findStop, unreached } from "@/components/annotate/labeling-stop";
import { emptyOutbox, type OutboxEntry, type OutboxHold } from "@/components/annotate/outbox";
import type { EmptyReason } from "@/lib/labeling/contract";

const waiting = { refusal: null } as OutboxEntry;
const at = (given: Partial<LabelingState>) => findStop({ ...startingState, phase: "ready", ...given });
const held = (hold: OutboxHold, given: Partial<LabelingState> = {}) =>
  at({ outbox: { ...emptyOutbox, hold, entries: [waiting] }, ...given });
const empty = (reason: EmptyReason) => at({ empty: { reason, message: "So it is.", until: null, tally: [] } });

test("every state has a title, a sentence and something to do", () => {
  const reasons: EmptyReason[] = [
    ...(["study-draft", "study-paused", "study-closed", "rater-paused", "no-protocol"] as const),
    ...(["nothing-loaded", "quota", "day-limit", "all-done", "all-full", "all-capped", "reserved"] as const),
    ...(["for-others", "not-asked"] as const),
  ];
  const holds: OutboxHold[] = ["signed-out", "left", "other-person", "removed", "withdrawn", "gone"];
  const all = [
    ...reasons.map(empty),
    ...holds.map((hold) => held(hold)),
    at({ trouble: unreached }),
    at({ trouble: failing }),
    at({ trouble: "Reload the page." }),
    findStop({ ...startingState, phase: "elsewhere" }),
    at({}),
  ];
  for (const stop of all) {
    expect(stop?.title).not.toBe("");
    expect(stop?.text, stop?.kind).not.toBe("");
    expect(stop?.actions.length, stop?.kind).toBeGreaterThan(0);
  }
  expect(at({})?.kind).toBe("fetching");
});

test("whoever has withdrawn is not asked to sign in", () => {
  expect(held("withdrawn")).toMatchObject({ actions: ["leave"] });
  expect(held("withdrawn")?.text).not.toMatch(/sign in/i);
});

test("where there is no way back to earlier answers, the page says why or what brings them back", () => {
  expect(held("withdrawn")?.text).toContain("no earlier one to go back to");
  expect(held("gone")?.text).toContain("no earlier answer to go back to");
  expect(held("removed")?.text).toContain("the study is not shown to you any more");
  expect(held("other-person")?.text).toContain("Sign in as yourself to see them");
  expect(held("left")?.text).toContain("Sign in again to go on and to see your earlier answers");
});

test("signed out, the number of labels that wait is told", () => {
  expect(held("signed-out")?.text).toBe("1 label waits on this device. Sign in again to send and to go on.");
});

test("an item on the screen stays while signed out or offline, but not for somebody else or after the end", () => {
  const current = {} as LabelingState["current"];
  expect(held("signed-out", { current })).toBeNull();
  expect(at({ current, trouble: unreached })).toBeNull();
  for (const hold of ["other-person", "removed", "withdrawn", "gone"] as const)
    expect(held(hold, { current })?.kind).toBe(hold);
});

test("a server with a fault is not said to be out of reach", () => {
  const outbox = { ...emptyOutbox, isFailing: true, entries: [waiting] };
  expect([at({ outbox })?.kind, at({ trouble: failing })?.kind]).toEqual(["failing", "failing"]);
  expect(at({ outbox: { ...outbox, isFailing: false, isCutOff: true } })?.kind).toBe("offline");
});

test("a database that does not answer is not a server out of reach", () => {
  const because = "The database did not answer.";
  const stop = at({ outbox: { ...emptyOutbox, isCutOff: true, because, entries: [waiting] } });
  expect(stop).toMatchObject({ kind: "failing", text: expect.stringContaining(because) });
  expect(at({ trouble: because })).toMatchObject({ kind: "refused", text: because, actions: ["try-now", "leave"] });
});
