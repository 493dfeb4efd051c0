"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { type LabelingSession, labelingSession } from "@/components/annotate/labeling-session";
import { type LabelingState, startingState } from "@/components/annotate/labeling-state";
import { countWaiting, isStuck } from "@/components/annotate/outbox";
import { useWarnBeforeLeaving } from "@/components/annotate/use-warn-before-leaving";

/** The session of this page, from its mounting to its end, and its state now. */
export function useLabeling(studyId: string, userId: string): { session: LabelingSession; state: LabelingState } {
  const [session] = useState(() => labelingSession({ studyId, userId }));
  useEffect(() => {
    session.start();
    return () => session.stop();
  }, [session]);
  const state = useSyncExternalStore(session.subscribe, session.getState, () => startingState);
  // A label that is just on its way arrives all the same: only those that cannot be sent now are worth a question.
  const isUnkept = !state.isKept && countWaiting(state.outbox) > 0;
  useWarnBeforeLeaving(isUnkept || isStuck(state.outbox));
  return { session, state };
}
