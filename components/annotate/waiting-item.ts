"use client";

import { createContext, startTransition, useEffect, useState } from "react";
import type { LabelingState } from "@/components/annotate/labeling-state";
import type { AssignedItem } from "@/lib/labeling/contract";
import { type TextView, viewUnder } from "@/lib/reading/text-view";

/** An item that is drawn and not shown, so that it can be there at once. */
export type WaitingItem = { item: AssignedItem; view: TextView };

/** False in what is drawn and not shown: nothing of it is read, counted or told. */
export const IsShown = createContext(true);

/** What comes on the screen with the next label, in the view that it will be read in; nothing under an earlier item. */
export function findWaiting({
  current,
  review,
  behind: [item],
  protocols,
  drafts,
  view,
}: LabelingState): WaitingItem | null {
  const protocol = item && protocols[item.versionId];
  if (!current || review || !protocol) return null;
  return { item, view: drafts[item.assignmentId]?.views?.at(-1) ?? viewUnder(protocol, view) };
}

const isSame = (one: WaitingItem | null, other: WaitingItem | null) =>
  one?.item === other?.item && one?.view === other?.view;

/** The same, once what is on the screen has been painted: a key never waits for what comes after it. */
export function useAfterPaint(waiting: WaitingItem | null): WaitingItem | null {
  const [drawn, setDrawn] = useState<WaitingItem | null>(null);
  const isUpToDate = isSame(drawn, waiting);
  useEffect(() => {
    if (isUpToDate) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setDrawn(waiting)), 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [waiting, isUpToDate]);
  return drawn;
}
