/** Nobody is there any more when nothing was touched for this long, or for as long as it takes to read what is on screen. */
const shortestIdleMs = 60_000;
const perWordMs = 250;

export const idleAfterMs = (words: number) => Math.max(shortestIdleMs, words * perWordMs);

/**
 * A stopwatch for one item. `activeMs` is time with somebody there; it is settled up to `settledAt`, and the open
 * stretch since then counts while the page is visible and until `idleMs` after the last sign of life.
 */
export type Stopwatch = Readonly<{
  startedAt: number;
  settledAt: number;
  lastSignAt: number;
  idleMs: number;
  isVisible: boolean;
  activeMs: number;
}>;

/** `activeMs` carries on what a draft or an earlier visit had. */
export const startStopwatch = (now: number, isVisible: boolean, idleMs: number, activeMs = 0): Stopwatch => ({
  isVisible,
  idleMs,
  activeMs,
  startedAt: now,
  settledAt: now,
  lastSignAt: now,
});

/** Active time up to `now`: of a silence counts what reading may take, of a hidden page nothing. */
export function readActiveMs({ activeMs, settledAt, lastSignAt, idleMs, isVisible }: Stopwatch, now: number): number {
  if (!isVisible) return activeMs;
  return activeMs + Math.max(0, Math.min(now, lastSignAt + idleMs) - settledAt);
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

/** Whether somebody has been there in the last `withinMs`. */
export const wasActive = ({ lastSignAt, idleMs, isVisible }: Stopwatch, now: number, withinMs: number) =>
  isVisible && now - lastSignAt <= Math.max(idleMs, withinMs);
