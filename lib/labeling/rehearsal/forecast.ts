import { promisify } from "node:util";
import { type Outcome, type Plan, rehearsePlan } from "@/lib/labeling/rehearsal/rehearse-plan";
import type { Random } from "@/lib/stats/defined";
import { expectedHalfWidths } from "@/lib/stats/planning/kappa-width";

/** What 90 of 100 schedules lie within, and the middle one. */
export type Range = { low: number; middle: number; high: number };

export type Forecast = {
  schedules: number;
  /** Labels of the emptiest and of the fullest cell of the design. */
  leastInCell: Range;
  mostInCell: Range;
  overlap: { least: Range; mean: Range; most: Range };
  hours: Range;
  mostHours: Range;
  labels: { least: Range; most: Range };
  /** Slots that stay free, by share; how often any does. */
  short: { share: string | null; slots: Range }[];
  shortShare: number;
  /** Half the width of a 95 % interval of kappa over the items with two labels or more; null where too few have. */
  kappaHalfWidth: Range | null;
};

type Expected = {
  /** Share of the rarer of two answers. */
  prevalence: number;
  kappa: number;
};

/** The middle and the 5th and 95th of 100, by the nearest rank outwards. */
export function rangeOf(values: readonly number[]): Range {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (rank: number) => sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? 0;
  const last = sorted.length - 1;
  return { low: at(Math.floor(0.05 * last)), middle: at(Math.round(0.5 * last)), high: at(Math.ceil(0.95 * last)) };
}

const letOthers = promisify(setImmediate);

/** Beyond so many raters of an item their patterns are not counted through. */
const mostRaters = 8;

function findHalfWidth({ paired }: Outcome, { prevalence, kappa }: Expected): number | null {
  if (paired.items < 2) return null;
  const raters = Math.min(mostRaters, Math.max(2, Math.round(paired.labels / paired.items)));
  const [width] = expectedHalfWidths({ shares: [prevalence, 1 - prevalence], raters }, kappa, [paired.items]);
  return width?.halfWidth ?? null;
}

/** Schedules are added until their time is up, but no fewer than the least. */
type Effort = { least: number; most: number; milliseconds: number; now?: () => number };

/** Goes through many schedules of a plan, and says what comes of it with its own uncertainty: that of paces, order, skips and people who stop. */
export async function forecastPlan(
  plan: Plan,
  expected: Expected,
  random: Random,
  { least, most, milliseconds, now = () => performance.now() }: Effort = { least: 15, most: 200, milliseconds: 3000 },
): Promise<Forecast> {
  const outcomes: Outcome[] = [];
  const end = now() + milliseconds;
  while (outcomes.length < least || (outcomes.length < most && now() < end)) {
    outcomes.push(rehearsePlan(plan, random));
    // A server answers others between two schedules.
    await letOthers();
  }
  const over = (read: (outcome: Outcome) => number) => rangeOf(outcomes.map(read));
  const widths = outcomes.map((outcome) => findHalfWidth(outcome, expected));
  const known = widths.filter((width) => width !== null);
  const isShort = ({ short }: Outcome) => [...short.values()].some((slots) => slots > 0);
  return {
    schedules: outcomes.length,
    leastInCell: over(({ labelsByCell }) => Math.min(...labelsByCell)),
    mostInCell: over(({ labelsByCell }) => Math.max(...labelsByCell)),
    overlap: {
      least: over(({ overlap }) => overlap.least),
      mean: over(({ overlap }) => overlap.mean),
      most: over(({ overlap }) => overlap.most),
    },
    hours: over(({ hours }) => hours),
    mostHours: over(({ mostHours }) => mostHours),
    labels: { least: over(({ labels }) => labels.least), most: over(({ labels }) => labels.most) },
    short: plan.shares.map(({ share }) => ({ share, slots: over(({ short }) => short.get(share) ?? 0) })),
    shortShare: outcomes.filter(isShort).length / outcomes.length,
    kappaHalfWidth: known.length === widths.length ? rangeOf(known) : null,
  };
}
