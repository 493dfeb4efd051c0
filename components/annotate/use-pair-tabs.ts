"use client";

import { type RefObject, useContext, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { findScroller } from "@/components/annotate/focus-question";
import { panelIdOf } from "@/components/annotate/pair-tabs";
import { IsShown } from "@/components/annotate/waiting-item";

/** Whether the tabs are there, because only one side fits. The style sheet decides; this follows it. */
function useHasTabs(tabs: RefObject<HTMLElement | null>): boolean {
  const [hasTabs, setHasTabs] = useState(false);
  useLayoutEffect(() => {
    const own = tabs.current;
    if (!own) return;
    const look = () => setHasTabs(own.getClientRects().length > 0);
    look();
    const watch = new ResizeObserver(look);
    watch.observe(own);
    return () => watch.disconnect();
  }, [tabs]);
  return hasTabs;
}

const tickMs = 250;
/** So long has a side to be before the eyes to count as read. */
const readMs = 1000;

type Reading = { isOn: boolean; id: string; partId: string; onRead: (partId: string) => void };

/** Tells when the side in view has been there for a second, in a page that is itself in view. */
function useReading({ isOn, id, partId, onRead }: Reading) {
  const tell = useEffectEvent(() => onRead(partId));
  useEffect(() => {
    const own = document.getElementById(panelIdOf(id, partId));
    if (!isOn || !own) return;
    let isInView = false;
    let seenMs = 0;
    const watch = new IntersectionObserver((entries) => {
      isInView = entries.at(-1)?.isIntersecting ?? false;
    });
    watch.observe(own);
    const timer = setInterval(() => {
      if (isInView && document.visibilityState === "visible") seenMs += tickMs;
      if (seenMs < readMs) return;
      clearInterval(timer);
      tell();
    }, tickMs);
    return () => {
      watch.disconnect();
      clearInterval(timer);
    };
  }, [isOn, id, partId]);
}

type Given = {
  /** The beginning of the tabs' and panels' ids. */
  id: string;
  /** Parts of the two sides, in the order shown; the first stands for the item. */
  partIds: readonly [string, string];
  openedParts: readonly string[];
  onRead: (partId: string) => void;
};

/**
 * Which side is in view where only one fits. Each keeps its own place: one opened for the first time begins at its top,
 * however far the other was read.
 */
export function usePairTabs({ id, partIds, openedParts, onRead }: Given) {
  const [first] = partIds;
  const [shown, setShown] = useState({ partId: first, of: first });
  const tabs = useRef<HTMLDivElement>(null);
  const places = useRef<{ of: string; tops: Map<string, number> }>({ of: first, tops: new Map() });
  // A new item begins with its first side, whichever tab the last one was left on.
  const shownId = shown.of === first ? shown.partId : first;
  const hasTabs = useHasTabs(tabs);
  const isOnScreen = useContext(IsShown);
  useReading({ isOn: isOnScreen && hasTabs && !openedParts.includes(shownId), id, partId: shownId, onRead });

  const show = (partId: string) => {
    const scroller = findScroller(tabs.current);
    if (places.current.of !== first) places.current = { of: first, tops: new Map() };
    if (scroller) places.current.tops.set(shownId, scroller.scrollTop);
    setShown({ partId, of: first });
  };

  const place = useEffectEvent(() => {
    const bar = tabs.current;
    const own = document.getElementById(panelIdOf(id, shownId));
    const scroller = findScroller(bar);
    if (!bar || !own || !scroller) return;
    const top = own.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    const below = bar.offsetHeight + Number.parseFloat(getComputedStyle(bar).marginBottom);
    const start = Math.min(scroller.scrollTop, top - below);
    scroller.scrollTop = places.current.tops.get(shownId) ?? start;
  });
  useLayoutEffect(() => {
    if (shown.partId) place();
  }, [shown]);

  return { tabs, hasTabs, shownId, show };
}
