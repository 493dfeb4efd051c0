/** Nobody is there any more when nothing was touched for this long. */
export const idleAfterMs = 30_000;

/**
 * A stopwatch for one item. `activeMs` is time with somebody there; it is settled up to `settledAt`, and the open
 * stretch since then counts while the page is visible and until 30 s after the last sign of life.
 */
export type Stopwatch = Readonly<{
  startedAt: number;
  settledAt: number;
  lastSignAt: number;
  isVisible: boolean;
  activeMs: number;
}>;

/** `activeMs` carries on what a draft or an earlier visit had. */
export const startStopwatch = (now: number, isVisible: boolean, activeMs = 0): Stopwatch => ({
  ...{ isVisible, activeMs },
  startedAt: now,
  settledAt: now,
  lastSignAt: now,
});

/** Active time up to `now`: a silence counts for its first 30 s (somebody reads), a hidden page not at all. */
export function readActiveMs({ activeMs, settledAt, lastSignAt, isVisible }: Stopwatch, now: number): number {
  if (!isVisible) return activeMs;
  return activeMs + Math.max(0, Math.min(now, lastSignAt + idleAfterMs) - settledAt);
}

const settle = (watch: Stopwatch, now: number): Stopwatch => ({
  ...watch,
  activeMs: readActiveMs(watch, now),
  settledAt: Math.max(now, watch.settledAt),
});

/** A key, a pointer or a scroll: somebody is there. */
export const noteSign = (watch: Stopwatch, now: number): Stopwatch => ({ ...settle(watch, now), lastSignAt: now });

/** The page came to the front or went behind; coming to the front is a sign of life. */
export function noteVisibility(watch: Stopwatch, isVisible: boolean, now: number): Stopwatch {
  const settled = settle(watch, now);
  return { ...settled, isVisible, lastSignAt: isVisible ? now : settled.lastSignAt };
}

export const isIdle = ({ lastSignAt, isVisible }: Stopwatch, now: number) =>
  !isVisible || now - lastSignAt > idleAfterMs;
