"use client";

import { type RefObject, useEffect } from "react";
import { isWritingIn } from "@/components/annotate/focus-question";

/**
 * The keyboard of a phone takes half of the page: what is written in stays in view above it. The box may get the focus
 * before the page shrinks or after it, and paragraphs that were out of sight are measured late, so the box is brought
 * back into view after each of these, until the person scrolls: then nothing moves under them before the page shrinks
 * again. `screen` is what is shown, and null where nothing can be written in.
 */
export function useWritingInView(root: RefObject<HTMLElement | null>, screen: string | null) {
  useEffect(() => {
    const { current } = root;
    if (screen === null || !current) return;
    let isKept = false;
    const keep = () => {
      isKept = true;
      const box = document.activeElement;
      if (box instanceof HTMLElement && isWritingIn(box)) box.scrollIntoView({ block: "nearest" });
    };
    const letGo = () => {
      isKept = false;
    };
    // With a mouse there is no such keyboard, and an item whose first question is a box is shown from its top.
    const onFocus = () => window.matchMedia("(pointer: coarse)").matches && keep();
    const heights = new Map<Element, number>();
    const observer = new ResizeObserver((entries) => {
      const changed = entries.filter(({ target, contentRect: { height } }) => {
        const before = heights.get(target);
        heights.set(target, height);
        return before !== undefined && before !== height;
      });
      if (changed.some(({ target }) => target === current) || (isKept && changed.length > 0)) keep();
    });
    for (const element of [current, ...current.querySelectorAll("article, form")]) observer.observe(element);
    const view = window.visualViewport;
    view?.addEventListener("resize", keep);
    current.addEventListener("focusin", onFocus);
    current.addEventListener("wheel", letGo, { passive: true });
    current.addEventListener("touchmove", letGo, { passive: true });
    return () => {
      observer.disconnect();
      view?.removeEventListener("resize", keep);
      current.removeEventListener("focusin", onFocus);
      current.removeEventListener("wheel", letGo);
      current.removeEventListener("touchmove", letGo);
    };
  }, [root, screen]);
}
