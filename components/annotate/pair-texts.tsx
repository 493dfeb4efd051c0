"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { OutputText, TurnList } from "@/components/annotate/output-text";
import { classNames } from "@/components/ui/class-names";
import type { ShownText } from "@/lib/annotate/contract";

/** Marks the tabs, so that a choice can tell whether only one side is in view (they are hidden where both fit). */
export const pairTabs = "data-pair-tabs";

type PairTextsProps = {
  context: ReactNode;
  pair: readonly [ShownText, ShownText];
  openedParts: readonly string[];
  onOpenPart: (partId: string) => void;
};

/**
 * A and B with the same top line and the same width. Scrolling together they are one page; apart, each has its own.
 * Where there is no room for two they are tabs.
 */
export function PairTexts({ context, pair, openedParts, onOpenPart }: PairTextsProps) {
  const [isTogether, setTogether] = useState(true);
  const [shown, setShown] = useState({ partId: pair[0].partId, of: pair[0].partId });
  const id = useId();
  const tabs = useRef<HTMLDivElement>(null);
  // A new item begins with its first side, whichever tab the last one was left on.
  const shownId = shown.of === pair[0].partId ? shown.partId : pair[0].partId;
  const show = (partId: string) => {
    setShown({ partId, of: pair[0].partId });
    onOpenPart(partId);
  };
  return (
    <div
      data-pane
      className={classNames(
        "flex flex-col px-5 @min-[56.25rem]:px-8 @min-[64rem]:h-full",
        isTogether ? "@min-[64rem]:overflow-y-auto" : "@min-[64rem]:overflow-hidden",
      )}
    >
      <div
        data-pane="context"
        className={classNames(
          "mb-4 flex flex-col gap-6 pt-6 @min-[64rem]:pt-8",
          !isTogether && "@min-[64rem]:max-h-[38%] @min-[64rem]:shrink-0 @min-[64rem]:overflow-y-auto",
        )}
      >
        {context}
      </div>
      <div
        ref={tabs}
        {...{ [pairTabs]: "" }}
        role="tablist"
        aria-label="Responses"
        className="sticky top-0 z-10 -mx-5 mb-4 flex border-b bg-paper px-5 @min-[56.25rem]:hidden"
      >
        {pair.map(({ partId, letter }) => (
          <button
            key={partId}
            type="button"
            role="tab"
            id={`${id}-tab-${partId}`}
            aria-selected={partId === shownId}
            aria-controls={`${id}-${partId}`}
            onClick={() => show(partId)}
            className="-mb-px min-h-12 flex-1 border-b-2 border-transparent text-sm font-medium text-muted aria-selected:border-accent aria-selected:text-ink"
          >
            Response {letter}
            {!openedParts.includes(partId) && <span className="ml-1.5 font-normal">(not read)</span>}
          </button>
        ))}
      </div>
      <div
        className={classNames(
          "grid gap-x-8 @min-[56.25rem]:grid-cols-2",
          !isTogether && "@min-[64rem]:min-h-0 @min-[64rem]:flex-1",
        )}
      >
        {pair.map(({ partId, letter, text, turns }, place) => (
          <section
            key={letter ?? partId}
            id={`${id}-${partId}`}
            aria-label={`Response ${letter}`}
            data-pane
            className={classNames(
              "min-w-0 pb-8",
              partId !== shownId && "@max-[56.25rem]:hidden",
              !isTogether && "@min-[64rem]:overflow-y-auto",
            )}
          >
            <div className="sticky top-0 z-10 mb-3 hidden h-11 items-center justify-between border-b bg-paper @min-[56.25rem]:flex">
              <h2 className="text-sm font-semibold">Response {letter}</h2>
              {place === 1 && (
                <label className="hidden items-center gap-2 text-[13px] text-muted @min-[64rem]:flex">
                  <input
                    type="checkbox"
                    className="accent-(--accent)"
                    checked={isTogether}
                    onChange={(event) => setTogether(event.target.checked)}
                  />
                  Scroll together
                </label>
              )}
            </div>
            {turns && <TurnList turns={turns} />}
            {text && <OutputText>{text}</OutputText>}
          </section>
        ))}
      </div>
    </div>
  );
}
