"use client";

import { useEffect, useRef } from "react";
import { nameKey } from "@/components/annotate/assign-keys";

/** Keys within this time of an item's appearing do nothing: nobody answers what they have not seen. */
export const graceMs = 150;

export type LabelingKeys = {
  /** Asked at each key; false while a dialog is open, which then has the keys. */
  isOn: () => boolean;
  /** performance.now() when the item on screen appeared. */
  shownAt: () => number;
  onEnter: () => void;
  onEscape: () => void;
  /** Up (-1) and down (1): to another question. */
  onMove: (step: -1 | 1) => void;
  /** Left and right: another choice of the question in hand. */
  onBeside: (step: -1 | 1) => void;
  onClear: () => void;
  onScroll: (pages: number) => void;
  /** Any other key, by name, with Shift told apart. Returns whether it meant something. */
  onKey: (key: string, isShifted: boolean) => boolean;
};

const isBox = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !["radio", "checkbox", "range", "button"].includes(target.type));

/** A button, link or fold with the focus takes Enter and Space for itself. */
const isPressable = (target: EventTarget | null) =>
  target instanceof Element && target.closest("button, a[href], summary, [role=tab], input[type=checkbox]") !== null;

/** In a box only Ctrl or Cmd with Enter (in a single line Enter alone) and Escape do something. */
function pressInBox(event: KeyboardEvent, box: HTMLElement, keys: LabelingKeys) {
  const isLine = box instanceof HTMLInputElement;
  const isMove = isLine && (event.key === "ArrowUp" || event.key === "ArrowDown");
  const isSubmit = event.key === "Enter" && (event.ctrlKey || event.metaKey || isLine);
  if (event.key !== "Escape" && !isSubmit && !isMove) return false;
  if (event.key === "Escape") box.closest("fieldset")?.focus({ preventScroll: true });
  else if (isMove) keys.onMove(event.key === "ArrowUp" ? -1 : 1);
  else keys.onEnter();
  return true;
}

const steps: Record<string, (keys: LabelingKeys) => void> = {
  Enter: (keys) => keys.onEnter(),
  Escape: (keys) => keys.onEscape(),
  ArrowUp: (keys) => keys.onMove(-1),
  ArrowDown: (keys) => keys.onMove(1),
  ArrowLeft: (keys) => keys.onBeside(-1),
  ArrowRight: (keys) => keys.onBeside(1),
  Backspace: (keys) => keys.onClear(),
};
const scrolls: Record<string, number> = { PageDown: 0.85, PageUp: -0.85, Home: -1000, End: 1000 };

/** Space turns the page, as it does wherever people read; it never picks the first answer by accident. */
const pagesOf = ({ key, shiftKey }: KeyboardEvent) => (key === " " ? (shiftKey ? -0.85 : 0.85) : scrolls[key]);

/** Returns whether the key is ours, so that the browser leaves it alone. */
function press(event: KeyboardEvent, keys: LabelingKeys): boolean {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  const isSubmit = event.key === "Enter" && !event.altKey;
  if (hasModifier && !isSubmit) return false;
  const pages = pagesOf(event);
  if (pages !== undefined) {
    keys.onScroll(pages);
    return true;
  }
  const step = steps[event.key];
  // A held key would answer item after item: it is swallowed, as is what comes too early.
  if (event.repeat || performance.now() - keys.shownAt() < graceMs) return Boolean(step) || event.key.length === 1;
  if (!step) return keys.onKey(nameKey(event), event.shiftKey);
  step(keys);
  return true;
}

/** One listener for the whole page, for as long as it is there. */
export function useLabelingKeys(keys: LabelingKeys) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const current = latest.current;
      if (!current.isOn() || event.defaultPrevented || event.isComposing) return;
      if (isBox(event.target)) {
        if (!event.repeat && pressInBox(event, event.target, current)) event.preventDefault();
        return;
      }
      if ((event.key === "Enter" || event.key === " ") && isPressable(event.target)) {
        if (event.repeat) event.preventDefault();
        return;
      }
      if (press(event, current)) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
