"use client";

import { type ReactNode, useId, useRef } from "react";
import { useKeptChoice } from "@/components/annotate/kept-choices";
import { OutputText, TurnList } from "@/components/annotate/output-text";
import { PairTabs, panelIdOf, tabIdOf } from "@/components/annotate/pair-tabs";
import { targetMark } from "@/components/annotate/use-held-target";
import { usePairTabs } from "@/components/annotate/use-pair-tabs";
import { useSwipe } from "@/components/annotate/use-swipe";
import { useSay } from "@/components/language/speak";
import { classNames } from "@/components/ui/class-names";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { useIsScrolling } from "@/components/ui/use-is-scrolling";
import type { ShownText } from "@/lib/labeling/contract";

type SideProps = {
  side: ShownText;
  id: string;
  /** Whether the side is a tab's panel, and whether it is the one in view. */
  hasTabs: boolean;
  isShown: boolean;
  isTogether: boolean;
  /** Beside the name of the side. */
  children?: ReactNode;
};

/** One side of a pair: a part of the page, a pane that scrolls alone, or the panel of a tab. */
function Side({ side, id, hasTabs, isShown, isTogether, children }: SideProps) {
  const say = useSay();
  const own = useRef<HTMLElement>(null);
  const isScrolling = useIsScrolling(own);
  const { partId, letter, text, turns } = side;
  const title = say("Response {letter}", { letter: letter ?? "" });
  const name = hasTabs
    ? { role: "tabpanel", "aria-labelledby": tabIdOf(id, partId) }
    : { role: "region", "aria-label": title };
  return (
    <section
      {...{ [targetMark]: partId }}
      ref={own}
      id={panelIdOf(id, partId)}
      {...name}
      tabIndex={isScrolling || hasTabs ? 0 : undefined}
      data-pane
      className={classNames(
        "min-w-0 pb-8 focus-visible:-outline-offset-2",
        !isShown && "@max-[56.25rem]:hidden",
        !isTogether && "@min-[64rem]:overflow-y-auto",
      )}
    >
      <div className="sticky top-0 z-10 mb-3 hidden h-11 items-center justify-between border-b bg-paper @min-[56.25rem]:flex">
        <h2 className="text-sm font-semibold in-data-held:text-accent">{title}</h2>
        {children}
      </div>
      {turns && <TurnList turns={turns} judgedAs={partId} />}
      {text && <OutputText>{text}</OutputText>}
    </section>
  );
}

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
  const say = useSay();
  const [chosen, setTogether] = useKeptChoice("together");
  const isTogether = chosen ?? true;
  const id = useId();
  const partIds = [pair[0].partId, pair[1].partId] as const;
  const { tabs, hasTabs, shownId, show } = usePairTabs({ id, partIds, openedParts, onRead: onOpenPart });
  // Beyond the last side there is none: a finger does not go round.
  const swipe = useSwipe((step) => {
    const other = pair[pair.findIndex(({ partId }) => partId === shownId) + step];
    if (hasTabs && other) show(other.partId);
  });
  return (
    <ScrollPane
      name={say("Responses A and B")}
      className={classNames(
        "flex flex-col px-5 @min-[56.25rem]:px-8 @min-[64rem]:h-full",
        isTogether ? "@min-[64rem]:overflow-y-auto" : "@min-[64rem]:overflow-hidden",
      )}
    >
      <ScrollPane
        name={say("Persona and task")}
        data-pane="context"
        className={classNames(
          "mb-4 flex flex-col gap-6 pt-6 @min-[64rem]:pt-8",
          !isTogether && "@min-[64rem]:max-h-[38%] @min-[64rem]:shrink-0 @min-[64rem]:overflow-y-auto",
        )}
      >
        {context}
      </ScrollPane>
      <PairTabs ref={tabs} onShow={show} id={id} pair={pair} shownId={shownId} openedParts={openedParts} />
      <div
        {...swipe}
        className={classNames(
          "grid gap-x-8 @min-[56.25rem]:grid-cols-2",
          !isTogether && "@min-[64rem]:min-h-0 @min-[64rem]:flex-1",
        )}
      >
        {pair.map((side, place) => (
          <Side
            key={side.letter ?? side.partId}
            isShown={side.partId === shownId}
            side={side}
            id={id}
            hasTabs={hasTabs}
            isTogether={isTogether}
          >
            {place === 1 && (
              <label className="hidden items-center gap-2 text-[13px] text-muted @min-[64rem]:flex">
                <input
                  type="checkbox"
                  className="accent-(--accent)"
                  checked={isTogether}
                  onChange={(event) => setTogether(event.target.checked)}
                />
                {say("Scroll together")}
              </label>
            )}
          </Side>
        ))}
      </div>
    </ScrollPane>
  );
}
