"use client";

import { type RefObject, useContext, useEffect, useLayoutEffect, useRef } from "react";
import { TextViewContext } from "@/components/annotate/text-view-context";
import { findDrawn, placeOfRange, pointPressed, rangeOf } from "@/components/questions/marking/drawn-texts";
import { marksMark } from "@/components/questions/marking/marks-mark";
import { looks, paint } from "@/components/questions/marking/paint";
import { type Place, stopAt, trimPlace } from "@/components/questions/marking/places";
import type { PlacingState } from "@/components/questions/marking/use-placing";
import type { Marking } from "@/lib/questions/marking";

const findItem = (box: HTMLElement) =>
  box.closest("form")?.parentElement?.querySelector<HTMLElement>("article:not([data-waiting])") ?? null;

function takesSelection(box: HTMLElement): boolean {
  const all = [...(box.closest("form")?.querySelectorAll(`[${marksMark}]`) ?? [])];
  return (all.find((own) => own.getAttribute(marksMark) === "held") ?? all[0]) === box;
}

/** A whole turn, where turns are marked. */
const wholeOf = ({ texts }: PlacingState, { of }: Marking, place: Place): Place => {
  const [stop] = texts[place.text]?.stops ?? [];
  return of === "turns" && stop ? { ...stop, text: place.text } : place;
};

/** Paints what is marked and selected over the item's texts, and takes what is selected or pressed on there. */
export function useMarkedText(
  box: RefObject<HTMLElement | null>,
  state: PlacingState,
  marking: Marking,
  onTaken: () => void,
) {
  const view = useContext(TextViewContext);
  const { texts, set, place } = state;
  const owner = useRef({});
  useLayoutEffect(() => {
    const item = box.current && findItem(box.current);
    if (!item) return;
    const drawn = findDrawn(item, texts, view);
    const ranges = new Map<string, Range[]>();
    const add = (name: string, at: Place) => {
      const range = rangeOf(drawn, at);
      if (range) ranges.set(name, [...(ranges.get(name) ?? []), range]);
    };
    for (const { answer, place: own } of set) {
      const category = marking.categories.findIndex(({ key }) => key === answer.value);
      add(`marks-${(Math.max(0, category) % looks) + 1}`, own);
    }
    if (place) add("marks-held", place);
    return paint(owner.current, ranges);
  });
  const latest = useRef({ state, onTaken, view });
  useEffect(() => {
    latest.current = { state, onTaken, view };
  });
  useEffect(() => {
    const own = box.current;
    const item = own && findItem(own);
    if (!own || !item) return;
    const take = (found: Place | null) => {
      const { state: now, onTaken: taken } = latest.current;
      if (!found || !takesSelection(own)) return;
      now.select(wholeOf(now, marking, found));
      taken();
    };
    // The press that ends a selection is no press on a word: taking it moves the focus, and the selection is gone by then.
    let hasTaken = false;
    let isDragged = false;
    const onDown = () => {
      hasTaken = false;
      isDragged = true;
    };
    const listDrawn = () => findDrawn(item, latest.current.state.texts, latest.current.view);
    const onPress = ({ clientX, clientY, target }: MouseEvent) => {
      const selection = window.getSelection();
      if (hasTaken) return;
      const isSelected = selection && !selection.isCollapsed && selection.rangeCount > 0;
      if (isSelected || (target instanceof Element && target.closest("button, a, summary, label"))) return;
      const point = pointPressed(listDrawn(), clientX, clientY);
      const { texts: own, set: marks } = latest.current.state;
      const pressed =
        point && marks.find(({ place: at }) => at.text === point.text && at.from <= point.at && point.at < at.to);
      take(pressed?.place ?? (point && stopAt(own, point.text, point.at)));
    };
    const takeSelected = () => {
      const selection = window.getSelection();
      if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
      const found = placeOfRange(listDrawn(), selection.getRangeAt(0));
      hasTaken = found !== null;
      take(found && trimPlace(latest.current.state.texts, found));
    };
    // A selection by touch ends with its handles, and no press tells of that.
    const onSelection = () => window.matchMedia("(pointer: coarse)").matches && takeSelected();
    item.addEventListener("mousedown", onDown);
    item.addEventListener("click", onPress);
    // A drag that begins in the text may end beside it; a press elsewhere leaves alone what is selected.
    const onUp = () => {
      if (isDragged) takeSelected();
      isDragged = false;
    };
    document.addEventListener("mouseup", onUp);
    document.addEventListener("selectionchange", onSelection);
    return () => {
      item.removeEventListener("mousedown", onDown);
      item.removeEventListener("click", onPress);
      document.removeEventListener("mouseup", onUp);
      document.removeEventListener("selectionchange", onSelection);
    };
  }, [box, marking]);
  /** Brings what is selected into view, where the item scrolls apart from its questions. */
  const show = (at: Place | null) => {
    const item = box.current && findItem(box.current);
    const range = item && at && rangeOf(findDrawn(item, texts, view), at);
    const pane = item?.querySelector("[data-pane]");
    if (!range || !pane || pane.scrollHeight <= pane.clientHeight) return;
    const [own, around] = [range.getBoundingClientRect(), pane.getBoundingClientRect()];
    const margin = 48;
    if (own.top < around.top + margin) pane.scrollBy({ top: own.top - around.top - margin });
    else if (own.bottom > around.bottom - margin) pane.scrollBy({ top: own.bottom - around.bottom + margin });
  };
  const shown = useRef<Place | null>(null);
  useEffect(() => {
    // Once: whoever scrolls on from it is not taken back by what is drawn anew.
    if (shown.current === place) return;
    shown.current = place;
    if (box.current?.contains(document.activeElement)) show(place);
  });
}
