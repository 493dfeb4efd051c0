"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { type LabelingSession, labelingSession } from "@/components/annotate/labeling-session";
import { type LabelingState, startingState } from "@/components/annotate/labeling-state";
import { countWaiting } from "@/components/annotate/outbox";

/** The session of this page, from its mounting to its end, and its state now. */
export function useLabeling(studyId: string, userId: string): { session: LabelingSession; state: LabelingState } {
  const [session] = useState(() => labelingSession({ studyId, userId }));
  useEffect(() => {
    session.start();
    return () => session.stop();
  }, [session]);
  const state = useSyncExternalStore(session.subscribe, session.getState, () => startingState);
  // Only where the browser keeps nothing is leaving a loss; else labels wait safely and nobody is asked.
  const isAtRisk = !state.isKept && countWaiting(state.outbox) > 0;
  useEffect(() => {
    if (!isAtRisk) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isAtRisk]);
  return { session, state };
}
