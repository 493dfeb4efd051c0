"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { Judging } from "@/components/annotate/judging";
import { readAddress } from "@/lib/questions/answers";

/** Marks the response, turn or statement that the question in hand is about, in the text of the item. */
export const targetMark = "data-target";

/** Whether the item scrolls apart from its questions: on a phone both are one column. */
function scrollsAlone(element: HTMLElement, root: HTMLElement): boolean {
  for (let own = element.parentElement; own && root.contains(own); own = own.parentElement)
    if (own.scrollHeight > own.clientHeight + 1 && getComputedStyle(own).overflowY === "auto") return true;
  return false;
}

/**
 * Marks it, and brings it into view where that takes no question out of it. A new item stays at its top. Set on the
 * element itself: a dialogue of hundreds of turns is not to be drawn anew for every answer.
 */
export function useHeldTarget(root: RefObject<HTMLElement | null>, { inHand, item }: Judging) {
  const target = inHand === null ? null : readAddress(inHand).target;
  const seen = useRef<Judging["item"] | null>(null);
  useEffect(() => {
    const isNew = seen.current !== item;
    seen.current = item;
    const element = root.current?.querySelector<HTMLElement>(`[${targetMark}="${CSS.escape(target ?? "")}"]`);
    if (!element || !root.current) return;
    element.dataset.held = "";
    if (!isNew && scrollsAlone(element, root.current)) element.scrollIntoView({ block: "nearest" });
    return () => {
      delete element.dataset.held;
    };
  }, [root, target, item]);
}
