import { expect, test } from "vitest";
import { findObstacles, launchChecks } from "@/lib/studies/launch-checks";
import { nextStates } from "@/lib/studies/state";

const ready = {
  publishedVersions: 1,
  servableItems: 48,
  otherItems: 0,
  raters: 3,
  openInvitations: 0,
  conditionsInBlocks: false,
  policyObstacles: [] as string[],
};
const words = (change: Partial<typeof ready>) => launchChecks({ ...ready, ...change }).map((check) => check.words);

test("a study with protocol, items and raters has no obstacle", () => {
  expect(findObstacles(launchChecks(ready))).toEqual([]);
  expect(words({})).toEqual(["The protocol is published", "48 items to label", "3 raters have joined"]);
});

test("items and a published protocol are required, raters are not", () => {
  const nothing = launchChecks({
    publishedVersions: 0,
    servableItems: 0,
    otherItems: 0,
    raters: 0,
    openInvitations: 0,
    conditionsInBlocks: false,
    policyObstacles: [],
  });
  expect(findObstacles(nothing).map(({ place }) => place)).toEqual(["protocol", "items"]);
  expect(nothing.at(-1)).toMatchObject({ passed: false, required: false });
});

test("conditions that come in blocks are advice, with the page where the order is chosen", () => {
  const checks = launchChecks({ ...ready, conditionsInBlocks: true });
  expect(findObstacles(checks)).toEqual([]);
  expect(checks.find(({ place }) => place === "settings")).toMatchObject({ passed: false, required: false });
});

test("items without text do not open a study, and are said", () => {
  expect(words({ servableItems: 0, otherItems: 1 })[1]).toBe(
    "No items to label yet: import some; 1 more item without text cannot be shown to raters",
  );
});

test("an invitation that is out counts as somebody to come", () => {
  expect(words({ raters: 0, openInvitations: 1 })[2]).toBe("Nobody has joined yet; 1 invitation is open");
});

test("a study never becomes a draft again", () => {
  for (const state of ["DRAFT", "OPEN", "PAUSED", "CLOSED"] as const) expect(nextStates(state)).not.toContain("DRAFT");
});

test("a study whose training has no items does not open, and is told so beside its items", () => {
  const missing =
    'No item is reserved for training: choose some on the page of items, or import them with a column "reserved"';
  const [obstacle, ...others] = findObstacles(launchChecks({ ...ready, policyObstacles: [missing] }));
  expect([obstacle?.place, obstacle?.words, others]).toEqual(["items", missing, []]);
});
