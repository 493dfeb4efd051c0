"use client";

import { type CSSProperties, useEffect, useMemo, useRef, useState } from "react";
import { findBeside, findPressed, listAsked } from "@/components/annotate/asked-questions";
import { useReadOnce } from "@/components/annotate/first-visit";
import { focusChoice, focusQuestion, scrollItem } from "@/components/annotate/focus-question";
import { isChanged, isLastAnswer, type Judging } from "@/components/annotate/judging";
import { LabelingBody } from "@/components/annotate/labeling-body";
import { type LabelingDialog, LabelingDialogs } from "@/components/annotate/labeling-dialogs";
import { LabelingFooter } from "@/components/annotate/labeling-footer";
import { LabelingHeader } from "@/components/annotate/labeling-header";
import { ReviewBanner } from "@/components/annotate/labeling-notices";
import { onScreen } from "@/components/annotate/labeling-state";
import { isFinalStop } from "@/components/annotate/labeling-stop";
import { findView } from "@/components/annotate/labeling-view";
import { NewsFirst } from "@/components/annotate/news-first";
import { countUncounted, findConflict } from "@/components/annotate/outbox";
import { minutesLeft } from "@/components/annotate/pace";
import { pairTabs } from "@/components/annotate/pair-tabs";
import { ReadFirst } from "@/components/annotate/read-first";
import { describeSaving } from "@/components/annotate/saving-words";
import { StageBanner } from "@/components/annotate/stage-banner";
import { useCarrier } from "@/components/annotate/use-carrier";
import { useKeyMode } from "@/components/annotate/use-key-mode";
import { useLabeling } from "@/components/annotate/use-labeling";
import { useLabelingFocus } from "@/components/annotate/use-labeling-focus";
import { useLabelingKeys } from "@/components/annotate/use-labeling-keys";
import { sizeFactors, useOwnLook } from "@/components/annotate/use-own-look";
import { useSay } from "@/components/language/speak";
import { said } from "@/lib/languages/say";
import type { Choice } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";
import type { MarkdownTree } from "@/lib/reading/markdown-tree";

type LabelingPageProps = {
  studyId: string;
  userId: string;
  study: { name: string; isDemo: boolean; contentWarning: string };
  /** Of the published version; empty where there is none. */
  guidelines: MarkdownTree;
  homeHref: string;
};

/** A side that nobody opened cannot be compared: where the sides are tabs, both come first. */
function findUnread(root: HTMLElement | null, { item, openedParts }: Judging): string | null {
  const hasTabs = (root?.querySelector(`article:not([inert]) [${pairTabs}]`)?.getClientRects().length ?? 0) > 0;
  const unread = hasTabs && item.texts.find(({ partId }) => !openedParts.includes(partId));
  return unread ? `Open response ${unread.letter} before you answer: it counts once it was in view for a second` : null;
}

const submitLabelOf = (judging: Judging, hasCurrent: boolean) => {
  if (judging.from !== "finished") return said("Submit and next");
  if (isChanged(judging)) return said("Save the change");
  return hasCurrent ? said("Back to the current item") : said("Back");
};

/** The whole window for labeling: nothing but the item, its questions and the state of saving. */
export function LabelingPage({ studyId, userId, study, guidelines, homeHref }: LabelingPageProps) {
  const say = useSay();
  const { session, state } = useLabeling(studyId, userId);
  // Labels of other studies are sent from here too; this one's are the session's.
  useCarrier(userId);
  const [isWarned, setWarned] = useReadOnce(`grata-warning/${userId}/${studyId}`, study.contentWarning.trim());
  const [askedFor, setDialog] = useState<LabelingDialog | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const { judging, stop, toRead, news, canGoBack } = findView(state, isWarned);
  const saving = describeSaving(state);
  const conflictKey = findConflict(state.outbox)?.key ?? null;
  useEffect(() => {
    if (conflictKey) setDialog("conflict");
  }, [conflictKey]);
  // Once everything is saved or decided there is nothing more to say about it.
  const isOver = (askedFor === "saving" && saving.tone === "calm") || (askedFor === "conflict" && !conflictKey);
  const dialog = isOver ? null : askedFor;
  const isLabeling = judging !== null;
  const hasCurrent = state.current !== null && state.phase === "ready";
  const { isSettled, focusInHand } = useLabelingFocus({ root, judging, isOn: isLabeling, hasDialog: dialog !== null });
  const [keyMode, setKeyMode] = useKeyMode(userId);
  const [look, setLook] = useOwnLook(userId);
  const { remindsOfBreaks } = look;
  useEffect(() => session.remindOfBreaks(remindsOfBreaks), [session, remindsOfBreaks]);
  const hasKeys = keyMode !== "off";
  const asked = useMemo(() => (judging ? listAsked(judging, hasKeys) : []), [judging, hasKeys]);
  const held = asked.find(({ isInHand }) => isInHand);
  const done = (state.progress?.done ?? 0) + countUncounted(state.outbox);
  useEffect(() => session.setInView(isLabeling), [session, isLabeling]);

  const pick = (address: string, choice: Choice, isAdvancing = true) => {
    if (!isSettled()) return;
    const unread = judging && findUnread(root.current, judging);
    if (unread) session.complain({ [address]: unread });
    else session.pick(address, choice, isAdvancing);
    const now = onScreen(session.getState());
    if (!unread && judging && isAdvancing && look.submitsLast && now && isLastAnswer(judging, now, address)) submit();
  };
  const submit = () => {
    // The messages come with the next rendering, and with them another question in hand.
    if (isLabeling && isSettled() && !session.submit()) setTimeout(focusInHand, 0);
  };
  const skip = () => isLabeling && isSettled() && !state.review && setDialog("skip");
  const choose = (choice: Choice | null | undefined) => {
    if (!held || !choice) return;
    pick(held.address, choice, false);
    if (root.current) focusChoice(root.current, held.address, choice.id);
  };
  /** An arrow chooses the next answer as it does between radios; where several are picked it goes there only. */
  const goBeside = (choice: Choice | null | undefined) => {
    if (!held || !kindOf(held.question).picksSeveral) choose(choice);
    else if (choice && root.current) focusChoice(root.current, held.address, choice.id);
  };

  useLabelingKeys({
    isOn: () => dialog === null && (isLabeling || canGoBack),
    isSettled,
    mode: keyMode,
    onEnter: submit,
    onEscape: () => state.review && session.closeReview(),
    onArrow: (arrow, focused) => goBeside(held && findBeside(held, arrow, focused)),
    onChoose: (focused) => choose(held?.choices.find(({ id }) => id === focused)),
    onClear: () => held && session.answer(held.address, undefined),
    onScroll: (pages) => root.current && scrollItem(root.current, pages),
    onKey: (key, isShifted) => {
      const pressed = findPressed(asked, key);
      if (pressed?.choice) {
        pick(pressed.address, pressed.choice);
        // Where the keys do not go on to another question, the focus goes to the answer, and the answer into view.
        const isStill = onScreen(session.getState())?.inHand === pressed.address;
        if (isStill && root.current) focusChoice(root.current, pressed.address, pressed.choice.id);
      } else if (pressed && root.current) focusQuestion(root.current, pressed.address, { isWriting: true });
      else if (key === "z") void session.goBack(isShifted ? -1 : 1);
      else if (key === "s") skip();
      else if (key === "g") setDialog("guidelines");
      else if (key === "h") setDialog("history");
      else if (key === "v") session.turnView();
      else if (key === "?") setDialog("keys");
      else return false;
      return true;
    },
  });

  return (
    <div
      data-compact={look.isCompact ? "" : undefined}
      style={{ "--text-size": sizeFactors[look.size] } as CSSProperties}
      data-size={look.size}
      className="fixed inset-0 z-30 grid grid-cols-1 grid-rows-[auto_auto_minmax(0,1fr)_auto] bg-paper"
    >
      <LabelingHeader
        studyName={study.name}
        isDemo={study.isDemo}
        progress={state.progress && { done, total: Math.max(state.progress.total, done) }}
        minutes={state.progress && minutesLeft(state.pace, state.progress.total - done)}
        homeHref={homeHref}
        saving={saving}
        hasKeys={hasKeys}
        view={isLabeling && judging.protocol.textStyle !== "PLAIN" ? (judging.views.at(-1) ?? null) : null}
        onView={session.turnView}
        onSaving={() => setDialog(conflictKey ? "conflict" : "saving")}
        onGuidelines={stop && isFinalStop(stop.kind) ? null : () => setDialog("guidelines")}
        onHistory={isLabeling || canGoBack ? () => setDialog("history") : null}
        onLook={() => setDialog("look")}
        onKeys={() => setDialog("keys")}
      />
      {isLabeling && state.review ? (
        <ReviewBanner
          depth={state.depth}
          locked={state.review.locked}
          isChanged={isChanged(state.review)}
          isMending={state.review.from === "outbox"}
          hasCurrent={hasCurrent}
          onReturn={session.closeReview}
        />
      ) : (
        <StageBanner stage={isLabeling ? state.stages[judging.item.assignmentId] : undefined} />
      )}
      <main ref={root} className="min-h-0">
        {toRead ? (
          <ReadFirst
            study={study}
            toRead={toRead}
            onContinue={(versionId) => {
              setWarned();
              if (versionId) void session.markRead(versionId);
            }}
          />
        ) : news ? (
          <NewsFirst
            key={news === "coming" ? news : news.id}
            news={news}
            isCutOff={state.outbox.isCutOff}
            onRead={session.markNewsRead}
          />
        ) : (
          <LabelingBody
            state={state}
            session={session}
            judging={judging}
            stop={stop}
            homeHref={homeHref}
            done={done}
            pick={pick}
            hasKeys={hasKeys}
          />
        )}
      </main>
      <p role="status" className="sr-only">
        {isLabeling && `${say("Item {place} of {total}.", { place: done + 1, total: state.progress?.total ?? "?" })} `}
        {say.retell(saving.text)}
      </p>
      {(isLabeling || canGoBack) && (
        <LabelingFooter
          submitLabel={judging && say(submitLabelOf(judging, hasCurrent))}
          canSkip={isLabeling ? !state.review : null}
          hasKeys={hasKeys}
          note={
            (state.note && say.retell(state.note)) ??
            (state.reveal && (
              <>
                {say.parts("The last response was given as {name}", {
                  name: (
                    <span key="name" className="font-medium text-ink">
                      {state.reveal.name}
                    </span>
                  ),
                })}{" "}
                <button type="button" className="underline" onClick={() => setDialog("reveal")}>
                  {say("Show")}
                </button>
              </>
            ))
          }
          onPrevious={() => isSettled() && void session.goBack(1)}
          onSkip={skip}
          onSubmit={submit}
        />
      )}
      <LabelingDialogs
        dialog={dialog}
        saving={saving}
        session={session}
        state={state}
        keyMode={keyMode}
        onKeyMode={setKeyMode}
        look={look}
        onLook={setLook}
        guidelines={judging?.protocol.guidelines ?? guidelines}
        onClose={() => setDialog(null)}
      />
    </div>
  );
}
