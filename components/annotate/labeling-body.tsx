"use client";

import { useMemo } from "react";
import type { Judging } from "@/components/annotate/judging";
import { JudgingView } from "@/components/annotate/judging-view";
import { LabelingSkeleton } from "@/components/annotate/labeling-notices";
import type { LabelingSession } from "@/components/annotate/labeling-session";
import type { LabelingState } from "@/components/annotate/labeling-state";
import type { Stop } from "@/components/annotate/labeling-stop";
import { LabelingStop } from "@/components/annotate/labeling-stop-view";
import { findWaiting, useAfterPaint } from "@/components/annotate/waiting-item";
import { useSay } from "@/components/language/speak";
import type { Choice } from "@/lib/questions/choices";

type LabelingBodyProps = {
  state: LabelingState;
  session: LabelingSession;
  judging: Judging | null;
  /** Why there is no item, or none to be shown. */
  stop: Stop | null;
  homeHref: string;
  done: number;
  pick: (address: string, choice: Choice) => void;
  /** False where the person has the keys of a single character off. */
  hasKeys: boolean;
};

/** The item with its questions, or in its place why there is none. */
export function LabelingBody({ state, session, judging, stop, homeHref, done, pick, hasKeys }: LabelingBodyProps) {
  const waiting = useAfterPaint(useMemo(() => findWaiting(state), [state]));
  const say = useSay();
  if (judging)
    return (
      <JudgingView
        judging={judging}
        waiting={waiting}
        hasKeys={hasKeys}
        onPick={pick}
        onWrite={(address, answer) => session.answer(address, answer)}
        onInHand={session.takeInHand}
        onOpenPart={session.openPart}
      />
    );
  return stop ? (
    <LabelingStop stop={stop} state={state} session={session} homeHref={homeHref} done={done} />
  ) : (
    <LabelingSkeleton label={say("Fetching the first item")} />
  );
}
