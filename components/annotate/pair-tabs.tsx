"use client";

import type { KeyboardEvent, Ref } from "react";
import { useSay } from "@/components/language/speak";
import type { ShownText } from "@/lib/labeling/contract";

/** Marks the tabs, so that a choice can tell whether only one side is in view (they are hidden where both fit). */
export const pairTabs = "data-pair-tabs";

/** Ids that tie a tab and its panel together. */
export const tabIdOf = (id: string, partId: string) => `${id}-tab-${partId}`;
export const panelIdOf = (id: string, partId: string) => `${id}-${partId}`;

type PairTabsProps = {
  ref: Ref<HTMLDivElement>;
  id: string;
  pair: readonly [ShownText, ShownText];
  shownId: string;
  openedParts: readonly string[];
  onShow: (partId: string) => void;
};

/** One tab for each side, where there is no room for two. The arrows change over, as between any tabs. */
export function PairTabs({ ref, id, pair, shownId, openedParts, onShow }: PairTabsProps) {
  const say = useSay();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = pair.find(({ partId }) => partId !== shownId);
    if (!other || event.repeat) return;
    onShow(other.partId);
    document.getElementById(tabIdOf(id, other.partId))?.focus();
  };
  return (
    <div
      ref={ref}
      {...{ [pairTabs]: "" }}
      role="tablist"
      aria-label={say("Responses")}
      className="sticky top-0 z-10 -mx-5 mb-4 flex border-b bg-paper px-5 @min-[56.25rem]:hidden"
    >
      {pair.map(({ partId, letter }) => (
        <button
          key={letter ?? partId}
          type="button"
          role="tab"
          id={tabIdOf(id, partId)}
          tabIndex={partId === shownId ? 0 : -1}
          aria-selected={partId === shownId}
          aria-controls={panelIdOf(id, partId)}
          onClick={() => onShow(partId)}
          onKeyDown={onKeyDown}
          className="-mb-px min-h-12 flex-1 border-b-2 border-transparent text-sm font-medium text-muted focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:text-ink"
        >
          {say("Response {letter}", { letter: letter ?? "" })}
          {!openedParts.includes(partId) && <span className="ml-1.5 font-normal">{say("(not read)")}</span>}
        </button>
      ))}
    </div>
  );
}
