import { describe, expect, test } from "vitest";
import { nextStep, warnOfConditions, warnOfPeople, warnOfProgress, warnOfSkips } from "@/lib/analysis/overview";
import type { LabelingProgress, RaterProgress } from "@/lib/analysis/overview-queries";
import { defined } from "@/lib/stats/defined";
import { launchChecks } from "@/lib/studies/launch-checks";

const now = new Date("2026-03-10T12:00:00Z");
const progress: LabelingProgress = {
  state: "OPEN",
  isDemo: false,
  labelsPerItem: 3,
  description: "",
  items: 10,
  wanted: 30,
  filled: 12,
  reserved: 0,
  skips: 0,
  imported: 0,
};
const rater = (given: Partial<RaterProgress> = {}): RaterProgress => ({
  id: "1",
  pseudonym: "calm-heron",
  kind: "HUMAN",
  origin: "APP",
  status: "ACTIVE",
  group: null,
  sawConditions: false,
  done: 4,
  quota: null,
  skips: 0,
  lastAt: now,
  ...given,
});
const ready = {
  publishedVersions: 1,
  servableItems: 10,
  otherItems: 0,
  raters: 3,
  openInvitations: 0,
  conditionsInBlocks: false,
  policyObstacles: [],
  givenAway: [],
};

describe("what looks wrong", () => {
  const ids = (warnings: readonly { id: string }[]) => warnings.map(({ id }) => id);

  test("nothing, while enough people label", () => {
    expect(warnOfProgress(progress, [rater(), rater(), rater()], now)).toEqual([]);
  });

  test("fewer people than labels wanted for an item: items cannot fill", () => {
    const [warning] = warnOfProgress(progress, [rater(), rater()], now);
    expect(warning?.words).toContain("3 labels from different people, and 2 people are labeling");
  });

  test("nobody for three days", () => {
    const lastAt = new Date("2026-03-06T11:00:00Z");
    const silent = [rater({ lastAt }), rater({ lastAt }), rater({ lastAt: null })];
    expect(warnOfProgress(progress, silent, now).map(({ words }) => words)).toEqual(["Nobody has labeled for 4 days."]);
  });

  test("labels of somebody who can see the conditions are said to be left out", () => {
    const raters = [rater(), rater(), rater(), rater({ sawConditions: true })];
    expect(ids(warnOfProgress(progress, raters, now))).toEqual(["saw-conditions"]);
  });

  test("nothing is awaited in a full, a paused or a demo study", () => {
    for (const given of [{ filled: 30 }, { state: "PAUSED" as const }, { isDemo: true }])
      expect(warnOfProgress({ ...progress, ...given }, [rater({ lastAt: new Date(0) })], now)).toEqual([]);
  });

  test("a condition with less than half the labels of the others is short, but not at the very start", () => {
    const cell = (id: string, filled: number) => ({ id, signature: `{"style":"${id}"}`, items: 5, wanted: 10, filled });
    expect(ids(warnOfConditions([cell("bold", 1), cell("calm", 8)]))).toEqual(["condition bold"]);
    expect(warnOfConditions([cell("bold", 0), cell("calm", 2)])).toEqual([]);
  });

  test("a person who is clearly off is named by pseudonym", () => {
    const agreement = {
      value: 0.4,
      interval: { defined: true as const, value: { low: 0.2, high: 0.6 } },
      undefinedReplicates: 0,
    };
    const people = defined([{ raterId: "1", pseudonym: "calm-heron", units: 30, agreement, isOff: true }]);
    const detail = { question: { key: "safe", text: "Is it safe?", type: "choice" }, people };
    const [warning] = warnOfPeople([detail] as unknown as Parameters<typeof warnOfPeople>[0]);
    expect(warning?.words).toContain("calm-heron agrees with the majority of the others on 40 % of 30 items");
  });
});

describe("the next step", () => {
  const step = (given: Partial<LabelingProgress>, facts = ready, more = { raters: 3, hasLabels: true }) =>
    nextStep({ progress: { ...progress, ...given }, checks: launchChecks(facts), ...more }).label;

  test("before opening: items, then the protocol, then people, then the opening itself", () => {
    const draft = { state: "DRAFT" as const };
    const fresh = { raters: 0, hasLabels: false };
    expect(step({ ...draft, items: 0 }, { ...ready, servableItems: 0 }, fresh)).toBe("Import outputs");
    expect(step(draft, { ...ready, publishedVersions: 0 }, fresh)).toBe("Write the protocol");
    expect(step(draft, { ...ready, raters: 0 }, fresh)).toBe("Invite raters");
    expect(step(draft, ready, fresh)).toBe("Open the study");
  });

  test("labels that came with files can be looked at at once", () => {
    const facts = { ...ready, servableItems: 0, otherItems: 5 };
    expect(step({ state: "DRAFT", items: 0, wanted: 0, filled: 0 }, facts)).toBe("See agreement");
  });

  test("while open, when full, paused and closed", () => {
    expect(step({}, ready, { raters: 0, hasLabels: false })).toBe("Invite raters");
    expect(step({})).toBe("See agreement");
    expect(step({ filled: 30 })).toBe("See agreement");
    expect(step({ state: "PAUSED" })).toBe("Open it again");
    expect(step({ state: "CLOSED" })).toBe("Take the data away");
  });
});

test("whoever runs a study hears of items that people would not label, in words and with the place", () => {
  expect(warnOfSkips([{ reason: "It contains somebody's personal data", items: 2, people: 1 }])).toEqual([
    {
      id: "skipped It contains somebody's personal data",
      words: "1 person skipped 2 items because of somebody's personal data.",
      place: "items?labels=skipped",
      placeName: "Skipped items",
    },
  ]);
  expect(warnOfSkips([{ reason: "The text is broken or incomplete", items: 2, people: 1 }])).toEqual([]);
});
