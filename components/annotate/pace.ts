/** How quickly somebody labels, from their own last items, and how long they have done so without a break. */
export type Pace = Readonly<{
  /** Active time of the last items, the newest at the end. */
  recentMs: readonly number[];
  /** Active time since the last break. */
  sinceBreakMs: number;
  /** When the last label was given; null before the first. */
  lastAt: number | null;
}>;

export const startingPace: Pace = { recentMs: [], sinceBreakMs: 0, lastAt: null };

const kept = 20;
const fewest = 4;
/** So long nobody was there: that was a break. */
const breakMs = 5 * 60_000;
/** After so much of it, and again after as much, people are reminded that judgments become uneven. */
const stretchMs = 45 * 60_000;

/** A label was given at a moment, after so much active time. */
export function notePace(
  { recentMs, sinceBreakMs, lastAt }: Pace,
  { activeMs, at }: { activeMs: number; at: number },
): Pace {
  const away = lastAt === null ? 0 : at - lastAt - activeMs;
  return {
    recentMs: [...recentMs, activeMs].slice(-kept),
    sinceBreakMs: (away >= breakMs ? 0 : sinceBreakMs) + activeMs,
    lastAt: at,
  };
}

/** Minutes that so many items take at the median of the last ones; null until a few were labeled. One long look does not move it. */
export function minutesLeft({ recentMs }: Pace, items: number): number | null {
  if (recentMs.length < fewest || items <= 0) return null;
  const ordered = recentMs.toSorted((a, b) => a - b);
  const middle = ordered[Math.floor(ordered.length / 2)] ?? 0;
  return Math.max(1, Math.round((items * middle) / 60_000));
}

/** "20 min", "3 h": no more exact than it can be. */
export function describeMinutes(minutes: number): string {
  if (minutes >= 90) return `${Math.round(minutes / 60)} h`;
  return `${minutes > 20 ? Math.round(minutes / 5) * 5 : minutes} min`;
}

/** Whether the label between the two was the one to take a break after. */
export const isBreakDue = (before: Pace, after: Pace): boolean =>
  Math.floor(after.sinceBreakMs / stretchMs) > Math.floor(before.sinceBreakMs / stretchMs);
