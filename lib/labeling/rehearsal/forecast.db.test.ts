import { describe, expect, test } from "vitest";
import { readPolicies } from "@/lib/labeling/policies/policies";
import { forecastPlan, type Range } from "@/lib/labeling/rehearsal/forecast";
import { type Outcome, type Plan, rehearsePlan } from "@/lib/labeling/rehearsal/rehearse-plan";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

type Given = { items?: number; people?: number; k?: number; policies?: unknown; leaving?: number; cells?: number };

function makePlan({ items = 30, people = 6, k = 2, policies, leaving = 0, cells = 3 }: Given = {}): Plan {
  const policy = { key: "shuffled", settings: {} };
  return {
    items: Array.from({ length: items }, (_, item) => ({
      externalId: `item-${item}`,
      conditionId: `cell-${item % cells}`,
      tier: null,
      taskId: `task-${Math.floor(item / cells)}`,
      position: (item * 7919) % 104_729,
      fileIndex: item,
    })),
    shares: [{ share: null, labels: k }],
    policies: readPolicies(policies ?? [policy]),
    seed: 3,
    people: Array.from({ length: people }, (_, person) => ({ id: `rater-${person}`, share: null, quota: null })),
    work: { secondsOf: Array(items).fill(60), betweenPeople: 0.35, betweenItems: 0.4, leaving, skipping: 0.01 },
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const expected = { prevalence: 0.2, kappa: 0.6 };
const quick = { least: 40, most: 40, milliseconds: 0 };

describe("one schedule", () => {
  test.each([
    ["shuffled", {}],
    ["per-rater", {}],
    ["file-order", {}],
    ["balanced", { over: "condition", cap: 0 }],
  ])("by %s gives each item k labels, and takes no longer than people work", (key, settings) => {
    const plan = makePlan({ policies: [{ key, settings }] });
    const outcome = rehearsePlan({ ...plan, work: { ...plan.work, skipping: 0 } }, seededRandom(1));
    expect(outcome.labelsByCell).toEqual([20, 20, 20]);
    expect(outcome.short.get(null)).toBe(0);
    expect(outcome.paired).toEqual({ items: 30, labels: 60 });
    expect(outcome.overlap.mean).toBeCloseTo(30 / 15, 10);
    expect(outcome.mostHours).toBeLessThanOrEqual(outcome.hours);
  });

  test("balanced cells never differ by more than one while people stop half-way", () => {
    const plan = makePlan({ items: 300, policies: [{ key: "balanced", settings: { over: "condition", cap: 0 } }] });
    const people = plan.people.map((person) => ({ ...person, quota: 37 }));
    const { labelsByCell } = rehearsePlan({ ...plan, people, work: { ...plan.work, skipping: 0 } }, seededRandom(2));
    expect(sum(labelsByCell)).toBe(6 * 37);
    expect(Math.max(...labelsByCell) - Math.min(...labelsByCell)).toBeLessThanOrEqual(1);
  });

  test("nobody takes slots of another group, and what a group is too few for stays free", () => {
    const plan = makePlan({ people: 3 });
    const shares = [
      { share: "clinician", labels: 2 },
      { share: "judge", labels: 2 },
    ];
    const people = ["clinician", "judge", "judge"].map((share, person) => ({ id: `${person}`, share, quota: null }));
    const { short } = rehearsePlan({ ...plan, shares, people, work: { ...plan.work, skipping: 0 } }, seededRandom(3));
    expect([...short]).toEqual([
      ["clinician", 30],
      ["judge", 0],
    ]);
  });

  test("repeats cost time and no slot", () => {
    const again = { key: "repeats", settings: { every: 4, apart: 1, days: 0, order: "same" } };
    const shuffled = { key: "shuffled", settings: {} };
    const hoursOf = (policies: unknown) => rehearsePlan(makePlan({ policies }), seededRandom(4));
    const [without, withRepeats] = [hoursOf([shuffled]), hoursOf([again, shuffled])];
    expect(withRepeats.hours).toBeGreaterThan(1.1 * without.hours);
    expect(sum(withRepeats.labelsByCell)).toBe(sum(without.labelsByCell));
  });
});

describe("the forecast", () => {
  test("says of a plan with too few people what is short", async () => {
    const { short, shortShare } = await forecastPlan(makePlan({ people: 2, k: 3 }), expected, seededRandom(5), quick);
    expect(shortShare).toBe(1);
    expect(short[0]?.slots.low).toBeGreaterThanOrEqual(30);
  });

  test("expects the interval of kappa that its formula has for the items that are filled", async () => {
    const { kappaHalfWidth } = await forecastPlan(makePlan({ items: 100 }), expected, seededRandom(6), quick);
    expect(kappaHalfWidth?.middle).toBeCloseTo(0.19, 1);
  });

  test("holds in about 90 of 100 studies of its kind, for each of its figures", async () => {
    const plan = makePlan({ items: 40, people: 8, leaving: 0.25 });
    const forecast = await forecastPlan(plan, expected, seededRandom(7), { least: 400, most: 400, milliseconds: 0 });
    const random = seededRandom(8);
    const studies = Array.from({ length: 200 }, () => rehearsePlan(plan, random));
    const heldIn = ({ low, high }: Range, read: (study: Outcome) => number) =>
      studies.filter((study) => read(study) >= low - 1e-9 && read(study) <= high + 1e-9).length / studies.length;
    const held = [
      heldIn(forecast.hours, ({ hours }) => hours),
      heldIn(forecast.mostHours, ({ mostHours }) => mostHours),
      heldIn(forecast.overlap.mean, ({ overlap }) => overlap.mean),
      heldIn(forecast.leastInCell, ({ labelsByCell }) => Math.min(...labelsByCell)),
      heldIn(forecast.labels.most, ({ labels }) => labels.most),
    ];
    // Of 200 studies 90 % with four standard errors.
    for (const share of held) expect(share).toBeGreaterThan(0.81);
    // Hours are of no steps: no interval is wider than it has to be.
    expect(held[0]).toBeLessThan(0.99);
  });
});
