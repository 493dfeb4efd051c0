import { expect, test } from "vitest";
import { listGivenAway } from "@/lib/studies/given-away";
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
  givenAway: [] as { term: string; items: number }[],
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
    givenAway: [],
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

test("names that give a condition away are advice, with the most frequent of them and where they stand", () => {
  const givenAway = ["gpt", "nurse", "a", "b", "c", "d"].map((term, place) => ({ term, items: 6 - place }));
  const checks = launchChecks({ ...ready, givenAway });
  expect(findObstacles(checks)).toEqual([]);
  expect(checks.find(({ place, passed }) => place === "items" && !passed)?.words).toBe(
    "Texts name what raters must not know: “gpt” in 6 items, “nurse” in 5 items, “a” in 4 items, “b” in 3 items, “c” in 2 items, and 1 other name. Load them again with these names masked",
  );
});

test("what files give away is summed by name; what is masked, and files from before that was looked for, give nothing away", () => {
  const file = (terms: object[]) => ({ items: 3, report: { naming: { items: 2, terms } } });
  const found = { kind: "model", inPrompt: false, examples: [] };
  const counts = [
    file([
      { ...found, term: "gpt", items: 2, isMasked: false },
      { ...found, term: "nurse", items: 9, isMasked: true },
    ]),
    file([
      { ...found, term: "gpt", items: 1, isMasked: false },
      { ...found, term: "claude", items: 4, isMasked: false },
    ]),
    { items: 1 },
  ];
  expect(listGivenAway(counts)).toEqual([
    { term: "claude", items: 4 },
    { term: "gpt", items: 3 },
  ]);
});
