"use client";

import { type RefObject, useEffect } from "react";
import type { Judging } from "@/components/annotate/judging";
import { readAddress } from "@/lib/questions/answers";

/** Marks the response, turn or statement that the question in hand is about, in the text of the item. */
export const targetMark = "data-target";

/**
 * Marks it and brings it into view. Set on the element itself: a dialogue of hundreds of turns is not to be drawn anew for
 * every answer.
 */
export function useHeldTarget(root: RefObject<HTMLElement | null>, { inHand, item }: Judging) {
  const target = inHand === null ? null : readAddress(inHand).target;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item has other elements under the same target
  useEffect(() => {
    const element = root.current?.querySelector<HTMLElement>(`[${targetMark}="${CSS.escape(target ?? "")}"]`);
    if (!element) return;
    element.dataset.held = "";
    element.scrollIntoView({ block: "nearest" });
    return () => {
      delete element.dataset.held;
    };
  }, [root, target, item]);
}
