"use client";

import { memo, type RefObject, useCallback, useEffect, useRef } from "react";
import type { Judging } from "@/components/annotate/judging";
import { KeepChoices } from "@/components/annotate/kept-choices";
import { TextViewContext } from "@/components/annotate/text-view-context";
import { IsShown, type WaitingItem } from "@/components/annotate/waiting-item";
import { useSay } from "@/components/language/speak";
import { ItemView } from "@/components/layouts/item-view";
import type { ItemProps } from "@/components/layouts/layout";
import type { TextView } from "@/lib/reading/text-view";

const nothing: readonly string[] = [];
const DrawnItem = memo(ItemView);

type Placed = Pick<ItemProps, "item" | "openedParts"> & { view: TextView; isShown: boolean };

type ItemStageProps = {
  judging: Judging;
  waiting: WaitingItem | null;
  onOpenPart: (partId: string) => void;
  /** What is shown. */
  ref: RefObject<HTMLElement | null>;
};

/**
 * The item, and behind it the one that comes next: set as type at the same width already, and not seen, read out, found or
 * reached. To show it is to turn it visible.
 */
export function ItemStage({ judging, waiting, onOpenPart, ref }: ItemStageProps) {
  const say = useSay();
  const latest = useRef(onOpenPart);
  useEffect(() => {
    latest.current = onOpenPart;
  });
  const openPart = useCallback((partId: string) => latest.current(partId), []);
  const { item, openedParts } = judging;
  const isApart = waiting && waiting.item.assignmentId !== item.assignmentId;
  const placed: Placed[] = [
    {
      item,
      openedParts: openedParts.length > 0 ? openedParts : nothing,
      view: judging.views.at(-1) ?? "marked-up",
      isShown: true,
    },
    ...(isApart ? [{ ...waiting, openedParts: nothing, isShown: false }] : []),
  ];
  return (
    <KeepChoices>
      <div className="relative min-w-0 shrink-0 @min-[64rem]:min-h-0">
        {placed.map(({ view, isShown, ...shown }) => (
          <article
            key={shown.item.assignmentId}
            ref={isShown ? ref : undefined}
            {...(isShown ? { "aria-label": say("Item") } : { "aria-hidden": true, inert: true, "data-waiting": "" })}
            className="min-w-0 @min-[64rem]:h-full data-waiting:invisible data-waiting:absolute data-waiting:inset-0 data-waiting:overflow-hidden"
          >
            <IsShown value={isShown}>
              <TextViewContext value={view}>
                <DrawnItem {...shown} onOpenPart={openPart} />
              </TextViewContext>
            </IsShown>
          </article>
        ))}
      </div>
    </KeepChoices>
  );
}
