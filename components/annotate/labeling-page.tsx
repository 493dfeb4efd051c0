"use client";

import { useMemo, useRef, useState } from "react";
import { findBeside, findPressed, listAsked } from "@/components/annotate/asked-questions";
import type { Choice } from "@/components/annotate/choices";
import { EmptyQueue } from "@/components/annotate/empty-queue";
import { FirstVisit, useReadOnce } from "@/components/annotate/first-visit";
import { focusQuestion, scrollItem } from "@/components/annotate/focus-question";
import { JudgingView } from "@/components/annotate/judging-view";
import { KeysDialog } from "@/components/annotate/keys-dialog";
import { LabelingFooter } from "@/components/annotate/labeling-footer";
import { LabelingHeader } from "@/components/annotate/labeling-header";
import { LabelingMessage, LabelingSkeleton, ReviewBanner } from "@/components/annotate/labeling-notices";
import { isChanged, type Judging, type LabelingState, onScreen } from "@/components/annotate/labeling-state";
import { countUncounted, countWaiting, listRefused } from "@/components/annotate/outbox";
import { pairTabs } from "@/components/annotate/pair-texts";
import { PersonaCard } from "@/components/annotate/persona-card";
import { SavingDialog } from "@/components/annotate/saving-dialog";
import { describeSaving } from "@/components/annotate/saving-words";
import { SkipDialog } from "@/components/annotate/skip-dialog";
import { useLabeling } from "@/components/annotate/use-labeling";
import { useLabelingFocus } from "@/components/annotate/use-labeling-focus";
import { useLabelingKeys } from "@/components/annotate/use-labeling-keys";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Markdown } from "@/components/ui/markdown";

type OpenDialog = "guidelines" | "keys" | "skip" | "saving" | "reveal" | null;

type LabelingPageProps = {
  studyId: string;
  userId: string;
  study: { name: string; isDemo: boolean; contentWarning: string };
  /** Markdown of the published version; empty where there is none. */
  guidelines: string;
  homeHref: string;
};

/** A side that nobody opened cannot be compared: where the sides are tabs, both come first. */
function findUnread(root: HTMLElement | null, { item, openedParts }: Judging): string | null {
  const hasTabs = (root?.querySelector(`[${pairTabs}]`)?.getClientRects().length ?? 0) > 0;
  const unread = hasTabs && item.texts.find(({ partId }) => !openedParts.includes(partId));
  return unread ? `Open response ${unread.letter} before you answer` : null;
}

const submitLabelOf = (judging: Judging | null) => {
  if (judging?.from !== "finished") return "Submit and next";
  return isChanged(judging) ? "Save the change" : "Back to the current item";
};

const countDone = ({ progress, outbox }: LabelingState) => (progress?.done ?? 0) + countUncounted(outbox);

/** The whole window for labeling: nothing but the item, its questions and the state of saving. */
export function LabelingPage({ studyId, userId, study, guidelines, homeHref }: LabelingPageProps) {
  const { session, state } = useLabeling(studyId, userId);
  const [isRead, setRead] = useReadOnce(
    `grata-read/${userId}/${studyId}`,
    `${study.contentWarning}\n${guidelines}`.trim(),
  );
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const root = useRef<HTMLDivElement>(null);
  const judging = onScreen(state);
  const isLabeling = judging !== null && isRead === true && state.phase === "ready";
  const { shownAt, focusInHand } = useLabelingFocus({ root, judging, isOn: isLabeling, hasDialog: dialog !== null });
  const asked = useMemo(() => (judging ? listAsked(judging) : []), [judging]);
  const saving = describeSaving(state);
  const refused = listRefused(state.outbox);
  const done = countDone(state);
  const close = () => setDialog(null);

  const pick = (questionKey: string, choice: Choice, isAdvancing = true) => {
    const unread = judging && findUnread(root.current, judging);
    if (unread) session.complain({ [questionKey]: unread });
    else session.answer(questionKey, choice.answer, isAdvancing);
  };
  const submit = () => {
    // The messages come with the next rendering, and with them another question in hand.
    if (isLabeling && !session.submit()) setTimeout(focusInHand, 0);
  };
  const held = asked.find(({ isInHand }) => isInHand);
  const skip = () => isLabeling && !state.review && setDialog("skip");

  useLabelingKeys({
    isOn: () => dialog === null && isLabeling,
    shownAt,
    onEnter: submit,
    onEscape: () => state.review && session.closeReview(),
    onMove: (step) => {
      const place = held ? asked.indexOf(held) : -1;
      const next = asked[place + step];
      if (next) session.takeInHand(next.question.key);
    },
    onBeside: (step) => {
      const choice = held && findBeside(held, step);
      if (held && choice) pick(held.question.key, choice, false);
    },
    onClear: () => held && session.answer(held.question.key, undefined, false),
    onScroll: (pages) => root.current && scrollItem(root.current, pages),
    onKey: (key, isShifted) => {
      const pressed = findPressed(asked, key);
      if (pressed?.choice) pick(pressed.questionKey, pressed.choice);
      else if (pressed && root.current) focusQuestion(root.current, pressed.questionKey, { isWriting: true });
      else if (key === "z") void session.goBack(isShifted ? -1 : 1);
      else if (key === "s") skip();
      else if (key === "g") setDialog("guidelines");
      else if (key === "?") setDialog("keys");
      else return false;
      return true;
    },
  });

  return (
    <div className="fixed inset-0 z-30 grid grid-cols-1 grid-rows-[auto_auto_minmax(0,1fr)_auto] bg-paper">
      <LabelingHeader
        studyName={study.name}
        isDemo={study.isDemo}
        progress={state.progress && { done, total: Math.max(state.progress.total, done) }}
        {...{ homeHref, saving }}
        onSaving={() => setDialog("saving")}
        onGuidelines={() => setDialog("guidelines")}
        onKeys={() => setDialog("keys")}
      />
      {isLabeling && state.review ? (
        <ReviewBanner
          depth={state.depth}
          locked={state.review.locked}
          isChanged={isChanged(state.review)}
          isMending={state.review.from === "outbox"}
          onReturn={session.closeReview}
        />
      ) : (
        <div />
      )}
      <main ref={root} className="min-h-0">
        {isRead === false ? (
          <FirstVisit
            {...{ guidelines }}
            studyName={study.name}
            contentWarning={study.contentWarning}
            onStart={setRead}
          />
        ) : (
          <LabelingBody {...{ state, session, judging, homeHref, done, pick }} isKnown={isRead !== null} />
        )}
      </main>
      <p role="status" className="sr-only">
        {isLabeling && `Item ${done + 1} of ${state.progress?.total ?? "?"}. `}
        {saving.tone === "calm" ? "Saved" : saving.text}
      </p>
      {isLabeling && (
        <LabelingFooter
          submitLabel={submitLabelOf(judging)}
          canSkip={!state.review}
          note={
            state.note ??
            (state.reveal && (
              <>
                The last response was given as <span className="font-medium text-ink">{state.reveal.name}</span>{" "}
                <button type="button" className="underline" onClick={() => setDialog("reveal")}>
                  Show
                </button>
              </>
            ))
          }
          onPrevious={() => void session.goBack(1)}
          onSkip={skip}
          onSubmit={submit}
        />
      )}
      <Dialog open={dialog === "guidelines"} onOpenChange={(open) => !open && close()} title="Guidelines" side>
        <Markdown>{judging?.protocol.guidelines || guidelines || "This study has no written guidelines."}</Markdown>
      </Dialog>
      <KeysDialog isOpen={dialog === "keys"} onClose={close} />
      <SkipDialog isOpen={dialog === "skip"} onClose={close} onSkip={session.skip} />
      <SavingDialog
        isOpen={dialog === "saving"}
        onClose={close}
        {...{ saving, refused }}
        isSignedOut={state.outbox.hold !== null}
        onTryNow={() => {
          session.resume();
          close();
        }}
        onMend={(entry) => {
          session.mend(entry);
          close();
        }}
        onSendAgain={session.sendAgain}
        onDiscard={session.discard}
      />
      <Dialog
        open={dialog === "reveal"}
        onOpenChange={(open) => !open && close()}
        title="The persona of the last response"
      >
        {state.reveal && <PersonaCard persona={state.reveal} />}
      </Dialog>
    </div>
  );
}

type LabelingBodyProps = {
  state: LabelingState;
  session: ReturnType<typeof useLabeling>["session"];
  judging: Judging | null;
  homeHref: string;
  done: number;
  isKnown: boolean;
  pick: (questionKey: string, choice: Choice) => void;
};

function LabelingBody({ state, session, judging, homeHref, done, isKnown, pick }: LabelingBodyProps) {
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
        judging={judging}
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
