"use client";

import type { Choice } from "@/components/annotate/choices";
import { EmptyQueue } from "@/components/annotate/empty-queue";
import { JudgingView } from "@/components/annotate/judging-view";
import { LabelingMessage, LabelingSkeleton } from "@/components/annotate/labeling-notices";
import type { LabelingSession } from "@/components/annotate/labeling-session";
import type { Judging, LabelingState } from "@/components/annotate/labeling-state";
import { countWaiting } from "@/components/annotate/outbox";
import { Button } from "@/components/ui/button";

type LabelingBodyProps = {
  state: LabelingState;
  session: LabelingSession;
  judging: Judging | null;
  homeHref: string;
  done: number;
  /** Whether it is known that the guidelines were read. */
  isKnown: boolean;
  pick: (questionKey: string, choice: Choice) => void;
  /** False where the person has the keys of a single character off. */
  hasKeys: boolean;
};

/** The item with its questions, or in its place why there is none. */
export function LabelingBody({ state, session, judging, homeHref, done, isKnown, pick, hasKeys }: LabelingBodyProps) {
  if (state.phase === "elsewhere")
    return (
      <LabelingMessage
        title="You are labeling in another tab"
        action={
          <Button tone="primary" onClick={session.takeOver}>
            Label here instead
          </Button>
        }
      >
        One tab at a time, so that no item is shown to you twice. Nothing is lost by changing over.
      </LabelingMessage>
    );
  if (judging && isKnown) {
    return (
      <JudgingView
        {...{ judging, hasKeys }}
        onPick={pick}
        onWrite={(questionKey, answer) => session.answer(questionKey, answer, false)}
        onInHand={session.takeInHand}
        onOpenPart={session.openPart}
      />
    );
  }
  const waiting = countWaiting(state.outbox);
  if (state.trouble)
    return (
      <LabelingMessage title="No item could be fetched" action={<Button onClick={session.resume}>Try now</Button>}>
        {state.trouble} {waiting > 0 && "Your labels are safe on this device and are sent when it can be reached."}
      </LabelingMessage>
    );
  if (state.phase === "ready" && waiting > 0 && state.outbox.isCutOff)
    return (
      <LabelingMessage title="Offline" action={<Button onClick={session.resume}>Try now</Button>}>
        {waiting === 1 ? "1 label waits" : `${waiting} labels wait`} safely on this device. The next item comes when the
        connection is back.
      </LabelingMessage>
    );
  if (state.empty && isKnown)
    return <EmptyQueue empty={state.empty} {...{ done, waiting, homeHref }} onLook={session.lookAgain} />;
  return <LabelingSkeleton />;
}
