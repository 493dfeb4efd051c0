import {
  idleAfterMs,
  noteSign,
  noteVisibility,
  readActiveMs,
  type Stopwatch,
  startStopwatch,
  wasActive,
} from "@/components/annotate/active-time";

const signs = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove", "scroll"] as const;
/** Moving a pointer fires hundreds of times a second; once in this time is enough to know that somebody is there. */
const signEveryMs = 500;

export type Presence = ReturnType<typeof watchPresence>;

/** Times the item on screen by signs of life on the page. Items that are left and come back go on where they stopped. */
export function watchPresence(now: () => number) {
  const watches = new Map<string, Stopwatch>();
  let shown: string | null = null;
  let lastSignAt = 0;
  const isVisible = () => document.visibilityState === "visible";
  const change = (to: (watch: Stopwatch) => Stopwatch) => {
    const watch = shown === null ? undefined : watches.get(shown);
    if (shown !== null && watch) watches.set(shown, to(watch));
  };
  const onSign = () => {
    if (now() - lastSignAt < signEveryMs) return;
    lastSignAt = now();
    change((watch) => noteSign(watch, now()));
  };
  const onVisibility = () => change((watch) => noteVisibility(watch, isVisible(), now()));

  return {
    start() {
      for (const sign of signs) window.addEventListener(sign, onSign, { passive: true, capture: true });
      document.addEventListener("visibilitychange", onVisibility);
    },
    stop() {
      for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true });
      document.removeEventListener("visibilitychange", onVisibility);
    },
    /** `words` are those on the screen; `earlier` carries on what an earlier visit measured. */
    show(item: { assignmentId: string; words: number } | null, earlier?: { activeMs: number; startedAt: number }) {
      const assignmentId = item?.assignmentId ?? null;
      if (assignmentId === shown) return;
      change((watch) => noteVisibility(watch, false, now()));
      shown = assignmentId;
      if (item === null || assignmentId === null) return;
      const known = watches.get(assignmentId);
      const fresh = {
        ...startStopwatch(now(), isVisible(), idleAfterMs(item.words), earlier?.activeMs),
        ...(earlier && { startedAt: earlier.startedAt }),
      };
      watches.set(assignmentId, known ? noteVisibility(known, isVisible(), now()) : fresh);
    },
    /** Whole milliseconds. */
    read(assignmentId: string) {
      const watch = watches.get(assignmentId);
      if (!watch) return { activeMs: 0, elapsedMs: 0, startedAt: now() };
      const elapsedMs = Math.max(0, Math.round(now() - watch.startedAt));
      const activeMs = Math.min(elapsedMs, Math.round(readActiveMs(watch, now())));
      return { activeMs, elapsedMs, startedAt: watch.startedAt };
    },
    forget: (assignmentId: string) => watches.delete(assignmentId),
    /** Whether somebody has been there in the last `withinMs`, or may still be reading. */
    wasThere(withinMs: number) {
      const watch = shown === null ? undefined : watches.get(shown);
      return watch !== undefined && wasActive(watch, now(), withinMs);
    },
  };
}
