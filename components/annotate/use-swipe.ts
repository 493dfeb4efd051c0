"use client";

import { type TouchEvent, useRef } from "react";

type Point = { x: number; y: number };

const leastPixels = 60;

/** 1 where a finger went to the left, which brings what comes next; -1 to the right; null where it scrolled, tapped or wavered. */
export function readSwipe(from: Point, to: Point): 1 | -1 | null {
  const [across, down] = [to.x - from.x, to.y - from.y];
  if (Math.abs(across) < leastPixels || Math.abs(across) < 2 * Math.abs(down)) return null;
  return across < 0 ? 1 : -1;
}

/** A table or code that scrolls sideways keeps its own swipes. */
function scrollsSideways(element: Element | null, end: Element): boolean {
  for (let own = element; own && own !== end; own = own.parentElement)
    if (own.scrollWidth > own.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(own).overflowX)) return true;
  return false;
}

/** One finger across what it is spread on. Selecting text is none. */
export function useSwipe(onSwipe: (step: 1 | -1) => void) {
  const start = useRef<Point | null>(null);
  return {
    onTouchStart({ touches, target, currentTarget }: TouchEvent) {
      const touch = touches[0];
      const isOwn = target instanceof Element && scrollsSideways(target, currentTarget);
      start.current = touch && touches.length === 1 && !isOwn ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd({ changedTouches }: TouchEvent) {
      const from = start.current;
      const touch = changedTouches[0];
      start.current = null;
      if (!from || !touch || !(getSelection()?.isCollapsed ?? true)) return;
      const step = readSwipe(from, { x: touch.clientX, y: touch.clientY });
      if (step) onSwipe(step);
    },
    onTouchCancel() {
      start.current = null;
    },
  };
}
