"use client";

import { type RefObject, useEffect, useState } from "react";

const scrolls = (overflow: string) => overflow === "auto" || overflow === "scroll";

function isScrolling(own: HTMLElement): boolean {
  const { overflowX, overflowY } = getComputedStyle(own);
  return (
    (scrolls(overflowX) && own.scrollWidth > own.clientWidth + 1) ||
    (scrolls(overflowY) && own.scrollHeight > own.clientHeight + 1)
  );
}

/** Whether an element holds more than it shows and so scrolls. Keeps up with its size and with what is in it. */
export function useIsScrolling(box: RefObject<HTMLElement | null>): boolean {
  const [isNow, setNow] = useState(false);
  // After every rendering: what is in it may be other elements by then.
  useEffect(() => {
    const own = box.current;
    if (!own) return;
    const watch = new ResizeObserver(() => setNow(isScrolling(own)));
    for (const part of [own, ...own.children]) watch.observe(part);
    return () => watch.disconnect();
  });
  return isNow;
}
