"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { type LabelingSession, labelingSession } from "@/components/annotate/labeling-session";
import { type LabelingState, startingState } from "@/components/annotate/labeling-state";

/** The session of this page, from its mounting to its end, and its state now. */
export function useLabeling(studyId: string, userId: string): { session: LabelingSession; state: LabelingState } {
  const [session] = useState(() => labelingSession({ studyId, userId }));
  useEffect(() => {
    session.start();
    return () => session.stop();
  }, [session]);
  const state = useSyncExternalStore(session.subscribe, session.getState, () => startingState);
  return { session, state };
}
