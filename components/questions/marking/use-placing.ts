"use client";

import { useMemo, useState } from "react";
import type { WrittenProps } from "@/components/questions/kind";
import { listMarkable, type Place, placeOf, quoteOf, targetOf } from "@/components/questions/marking/places";
import type { AnswerInput } from "@/lib/protocol/schema";
import type { Marking } from "@/lib/questions/marking";
import type { MarksQuestion } from "@/lib/questions/marks";

/** A mark that was set, with where it stands. */
export type SetMark = { target: string; answer: AnswerInput; place: Place };

/** What is selected on the item and what is marked of it, and everything that can be done with both. */
export function usePlacing({ item, placing }: WrittenProps<MarksQuestion>, marking: Marking, isLocked: boolean) {
  const [place, select] = useState<Place | null>(null);
  const texts = useMemo(() => listMarkable(item, marking), [item, marking]);
  const set: SetMark[] = Object.entries(placing.marks).flatMap(([target, answer]) => {
    const own = placeOf(texts, target, item);
    return own ? [{ target, answer, place: own }] : [];
  });
  const target = place && targetOf(texts, place, marking, item);
  const held = set.find((mark) => mark.target === target) ?? null;
  const give = (at: Place, answer: Omit<AnswerInput, "quote" | "state">) => {
    // Only the first place counts: another one is meant instead of it.
    const own = targetOf(texts, at, marking, item);
    if (marking.firstOnly) for (const mark of set) if (mark.target !== own) placing.onMark(mark.target, undefined);
    placing.onMark(own, { state: "GIVEN", ...answer, quote: quoteOf(texts, at) });
  };
  return {
    texts,
    set,
    place,
    held,
    select,
    /** The mark at what is selected moves with it; without one only the selection does. */
    reshape(next: Place) {
      select(next);
      const isFree = !set.some((mark) => mark.target === targetOf(texts, next, marking, item));
      if (!held || isLocked || !isFree) return;
      placing.onMark(held.target, undefined);
      give(next, { value: held.answer.value ?? null, ...pickSeverity(held.answer) });
    },
    mark(category: number) {
      const value = marking.categories[category]?.key;
      if (place && value !== undefined && !isLocked) give(place, { value, ...(held && pickSeverity(held.answer)) });
    },
    rate(severity: number) {
      if (place && held && !isLocked && marking.severities[severity - 1] !== undefined)
        give(place, { value: held.answer.value ?? null, severity });
    },
    remove(mark: SetMark) {
      if (!isLocked) placing.onMark(mark.target, undefined);
    },
    /** The next mark behind what is selected, or the one before; round at the ends. */
    jump(direction: 1 | -1) {
      const at = held ? set.indexOf(held) : -1;
      const behind = place ? set.findIndex((mark) => comparePlaces(mark.place, place) > 0) : 0;
      const from = at >= 0 ? at + direction : direction === 1 ? behind : behind - 1;
      const next = set.at(set.length === 0 ? 0 : ((from % set.length) + set.length) % set.length);
      if (next) select(next.place);
    },
  };
}

export type PlacingState = ReturnType<typeof usePlacing>;

const pickSeverity = ({ severity }: AnswerInput) => (severity === undefined ? {} : { severity });

const comparePlaces = (a: Place, b: Place) => a.text - b.text || a.from - b.from || a.to - b.to;
