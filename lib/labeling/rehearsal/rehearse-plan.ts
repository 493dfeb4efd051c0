import type { SetPolicy } from "@/lib/labeling/policies/policy";
import { beforeFirst } from "@/lib/labeling/policies/policy";
import { type Reader, Shelf, type ShelfItem, type ShelfShare } from "@/lib/labeling/rehearsal/shelf";
import type { Random } from "@/lib/stats/defined";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";

export type Plan = {
  items: readonly ShelfItem[];
  shares: readonly ShelfShare[];
  policies: readonly SetPolicy[];
  seed: number;
  /** Who labels: the share whose slots they take, and how many items at most. */
  people: readonly { id: string; share: string | null; quota: number | null }[];
  work: {
    /** Seconds that the items take, each, for somebody of usual pace. */
    secondsOf: readonly number[];
    /** How paces differ between people, and from item to item: standard deviations of the logarithm. */
    betweenPeople: number;
    betweenItems: number;
    /** Share of people who stop on the way, and of items that are skipped. */
    leaving: number;
    skipping: number;
  };
};

/** How one schedule of a plan went. */
export type Outcome = {
  /** By cell of the design, in the order in which the items name them. */
  labelsByCell: number[];
  /** Slots that stayed free, by share. */
  short: Map<string | null, number>;
  /** Items that two people of any two share, over all pairs of people. */
  overlap: { least: number; mean: number; most: number };
  /** Items with two labels or more, and how many labels these have. */
  paired: { items: number; labels: number };
  hours: number;
  /** Of whoever worked longest. */
  mostHours: number;
  labels: { least: number; most: number };
};

type Worker = {
  person: Plan["people"][number];
  reader: Reader;
  cursors: Map<string, number>;
  pace: number;
  /** After so many items they stop. */
  stamina: number;
  met: number;
  labels: number;
  now: number;
  seconds: number;
};

const normal = (random: Random) => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, random())));

/** Labels and overlaps as they come in. */
class Tally {
  readonly raters: number[][];
  constructor(items: number) {
    this.raters = Array.from({ length: items }, () => []);
  }
  overlap(people: number): Outcome["overlap"] {
    const shared = new Int32Array(people * people);
    for (const own of this.raters)
      for (const [at, a] of own.entries())
        for (const b of own.slice(at + 1)) {
          const pair = a < b ? a * people + b : b * people + a;
          shared[pair] = (shared[pair] ?? 0) + 1;
        }
    const pairs: number[] = [];
    for (let a = 0; a < people; a++) for (let b = a + 1; b < people; b++) pairs.push(shared[a * people + b] ?? 0);
    if (pairs.length === 0) return { least: 0, mean: 0, most: 0 };
    const [least, most] = pairs.reduce(([low, high], n) => [Math.min(low, n), Math.max(high, n)], [pairs[0] ?? 0, 0]);
    return { least, mean: pairs.reduce((sum, n) => sum + n, 0) / pairs.length, most };
  }
}

const cellOf = ({ conditionId, tier }: ShelfItem) => JSON.stringify([conditionId, tier]);

/** The cells of the design, in the order in which the items name them. */
export const listPlanCells = (items: readonly ShelfItem[]): string[] => [...new Set(items.map(cellOf))];

/** What comes next for somebody, from the first policy that has something. */
function askPolicies({ policies, seed }: Plan, shelf: Shelf, worker: Worker): number | "again" | null {
  const { reader, cursors, met } = worker;
  for (const { key, rehearse } of policies) {
    const cursor = cursors.get(key) ?? beforeFirst;
    const given = rehearse?.({ shelf, reader, raterId: worker.person.id, seed, cursor, met });
    if (!given) continue;
    cursors.set(key, given.cursor);
    return given.item;
  }
  return null;
}

function hire({ people, items, shares, work }: Plan, shelf: Shelf, random: Random): Worker[] {
  const slots = items.length * shares.reduce((sum, { labels }) => sum + labels, 0);
  const fair = slots / Math.max(1, people.length);
  return people.map((person) => {
    const stays = random() >= work.leaving;
    return {
      person,
      reader: shelf.meet(person.share),
      cursors: new Map(),
      pace: Math.exp(work.betweenPeople * normal(random)),
      stamina: Math.min(
        person.quota ?? Number.POSITIVE_INFINITY,
        stays ? Number.POSITIVE_INFINITY : Math.floor(random() * fair),
      ),
      met: 0,
      labels: 0,
      // Nobody begins at the same moment; most work side by side.
      now: random() * fair * (work.secondsOf[0] ?? 60) * 0.5,
      seconds: 0,
    };
  });
}

/**
 * One schedule of a plan: people begin at drawn moments, work at drawn paces, some skip and some stop, and each is given what the study's
 * policies give. O(labels x people), and what the walks cost.
 */
export function rehearsePlan(plan: Plan, random: Random): Outcome {
  const { items, shares, people, work } = plan;
  const shelf = new Shelf(items, shares);
  const workers = hire(plan, shelf, random);
  const tally = new Tally(items.length);
  let active = workers.filter(({ stamina }) => stamina > 0);
  const idle: Worker[] = [];
  while (active.length > 0) {
    const worker = active.reduce((first, other) => (other.now < first.now ? other : first));
    const given = askPolicies(plan, shelf, worker);
    if (given === null) {
      active = active.filter((other) => other !== worker);
      idle.push(worker);
      continue;
    }
    const seconds =
      (work.secondsOf[given === "again" ? 0 : given] ?? 0) * worker.pace * Math.exp(work.betweenItems * normal(random));
    worker.now += seconds;
    worker.seconds += seconds;
    if (given === "again") continue;
    shelf.take(given, worker.reader);
    if (random() < work.skipping) {
      shelf.giveBack(given, worker.reader);
      // Whoever found nothing may find this.
      for (const waiting of idle.splice(0)) active.push(waiting);
      continue;
    }
    tally.raters[given]?.push(workers.indexOf(worker));
    worker.met += 1;
    worker.labels += 1;
    if (worker.labels >= worker.stamina) active = active.filter((other) => other !== worker);
  }
  const byCell = new Map(listPlanCells(items).map((cell) => [cell, 0]));
  for (const [item, own] of tally.raters.entries()) {
    const of = items[item];
    if (of) byCell.set(cellOf(of), (byCell.get(cellOf(of)) ?? 0) + own.length);
  }
  const paired = tally.raters.filter((own) => own.length > 1);
  const given = workers.map(({ labels }) => labels);
  return {
    labelsByCell: [...byCell.values()],
    short: shelf.countFree(),
    overlap: tally.overlap(people.length),
    paired: { items: paired.length, labels: paired.reduce((sum, own) => sum + own.length, 0) },
    hours: workers.reduce((sum, { seconds }) => sum + seconds, 0) / 3600,
    mostHours: workers.reduce((most, { seconds }) => Math.max(most, seconds), 0) / 3600,
    labels: { least: Math.min(...given), most: Math.max(...given) },
  };
}
