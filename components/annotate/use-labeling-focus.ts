"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { choiceInput, findQuestion, focusQuestion, scrollToTop } from "@/components/annotate/focus-question";
import { graceMs } from "@/components/annotate/grace";
import type { Judging } from "@/components/annotate/judging";
import { useWritingInView } from "@/components/annotate/use-writing-in-view";
import { readAddress } from "@/lib/questions/answers";

const isRequired = ({ protocol }: Judging, address: string) =>
  protocol.questions.some(({ key, required }) => key === readAddress(address).question && required);

type Given = {
  root: RefObject<HTMLElement | null>;
  judging: Judging | null;
  /** Whether the item is on screen at all, and whether a dialog lies over it. */
  isOn: boolean;
  hasDialog: boolean;
};

/**
 * Keeps the focus on the question in hand. A new item is shown from its top with the focus on its first question and
 * nothing scrolled; `isSettled` says whether it has been there long enough to be answered.
 */
export function useLabelingFocus({ root, judging, isOn, hasDialog }: Given) {
  const shownAt = useRef(0);
  const screen = judging && isOn ? `${judging.from}/${judging.item.assignmentId}/${judging.mends}` : null;
  const inHand = judging?.inHand ?? null;
  const latest = useRef(judging);
  latest.current = judging;

  const focusInHand = useCallback(
    (isStill = false) => {
      const { current } = latest;
      if (!root.current || !current?.inHand) return;
      focusQuestion(root.current, current.inHand, { isRequired: isRequired(current, current.inHand), isStill });
    },
    [root],
  );

  useLayoutEffect(() => {
    if (screen === null || !root.current) return;
    shownAt.current = performance.now();
    scrollToTop(root.current);
    focusInHand(true);
  }, [screen, root, focusInHand]);

  useLayoutEffect(() => {
    if (!isOn || hasDialog || !root.current || inHand === null) return;
    const block = findQuestion(root.current, inHand);
    if (block && !block.contains(document.activeElement)) focusInHand();
  }, [inHand, isOn, hasDialog, root, focusInHand]);

  // A press with the pointer (fold, tab, switch) gives the focus back: Enter goes on submitting.
  useEffect(() => {
    const { current } = root;
    if (!isOn || !current) return;
    const onClick = ({ target, detail }: MouseEvent) => {
      const isPress =
        target instanceof Element &&
        target.closest(`button, summary, input[type=checkbox]:not(${choiceInput})`) !== null;
      if (detail > 0 && isPress) focusInHand(true);
    };
    current.addEventListener("click", onClick);
    return () => current.removeEventListener("click", onClick);
  }, [root, isOn, focusInHand]);

  // A closed dialog leaves the focus nowhere.
  useEffect(() => {
    if (!hasDialog) return;
    return () => {
      setTimeout(() => document.activeElement === document.body && focusInHand(), 0);
    };
  }, [hasDialog, focusInHand]);

  useWritingInView(root, screen);

  return { isSettled: useCallback(() => performance.now() - shownAt.current >= graceMs, []), focusInHand };
}
