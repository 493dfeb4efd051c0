"use client";

import { useEffect, useRef } from "react";
import type { Arrow } from "@/components/annotate/asked-questions";
import { nameKey } from "@/components/annotate/assign-keys";
import { choiceInput } from "@/components/annotate/focus-question";
import { questionMark } from "@/components/annotate/question-block";
import type { KeyMode } from "@/components/annotate/use-key-mode";
import { marksMark } from "@/components/questions/marking/marks-mark";

export type LabelingKeys = {
  /** Asked at each key; false while a dialog is open, which then has the keys. */
  isOn: () => boolean;
  /** False in the first moment of an item, in which nobody can have read it. */
  isSettled: () => boolean;
  /** Where keys of a single character do something. */
  mode: KeyMode;
  onEnter: () => void;
  onEscape: () => void;
  /** Another answer of the question in hand, beside the one with the focus (null: none has it). */
  onArrow: (arrow: Arrow, focused: string | null) => void;
  /** Space: the answer with the focus. */
  onChoose: (focused: string) => void;
  onClear: () => void;
  onScroll: (pages: number) => void;
  /** Any other key, by name, with Shift told apart. Returns whether it meant something. */
  onKey: (key: string, isShifted: boolean) => boolean;
};

const isChoice = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.matches(choiceInput);

/** What is typed in. The box of marks only says what is selected: it takes its own keys first, and leaves the page the others. */
const isBox = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement &&
    !["radio", "checkbox", "range", "button"].includes(target.type) &&
    !target.hasAttribute(marksMark));

/** A button, link or fold with the focus takes Enter and Space for itself. */
const isPressable = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest(`button, a[href], summary, [role=tab], input[type=checkbox]:not(${choiceInput})`) !== null;

/** A text or table that scrolls and has the focus: the keys that scroll are its own. */
const isScrollBox = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.hasAttribute("tabindex") && target.tabIndex >= 0;

const isInQuestion = (target: EventTarget | null) =>
  target instanceof Element && target.closest(`[${questionMark}]`) !== null;

/** In a box only Ctrl or Cmd with Enter (in a single line Enter alone) and Escape do something. */
function pressInBox(event: KeyboardEvent, box: HTMLElement, keys: LabelingKeys) {
  const isLine = box instanceof HTMLInputElement;
  const isSubmit = event.key === "Enter" && (event.ctrlKey || event.metaKey || isLine);
  if (event.key !== "Escape" && !isSubmit) return false;
  if (event.key === "Escape") box.closest("fieldset")?.focus({ preventScroll: true });
  else keys.onEnter();
  return true;
}

const steps: Record<string, (keys: LabelingKeys) => void> = {
  Enter: (keys) => keys.onEnter(),
  Escape: (keys) => keys.onEscape(),
  Backspace: (keys) => keys.onClear(),
};
const scrolls: Record<string, number> = { PageDown: 0.85, PageUp: -0.85, Home: -1000, End: 1000 };
const arrows: readonly string[] = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] satisfies Arrow[];
const isArrow = (key: string): key is Arrow => arrows.includes(key);

/** Pages to scroll by. Space turns the page where people read; in a question it is the radio's. */
function pagesOf({ key, shiftKey, target }: KeyboardEvent): number | undefined {
  if (key !== " ") return scrolls[key];
  return isInQuestion(target) ? undefined : shiftKey ? -0.85 : 0.85;
}

/** What a key does to the answers, once it is neither held nor too early. Returns whether it is ours. */
function act(event: KeyboardEvent, keys: LabelingKeys): boolean {
  const { key, target } = event;
  const focused = isChoice(target) ? target.value : null;
  if (isArrow(key)) {
    // Up and down belong to the radios; elsewhere they scroll.
    if (focused === null && (key === "ArrowUp" || key === "ArrowDown")) return false;
    keys.onArrow(key, focused);
    return true;
  }
  if (key === " ") {
    if (focused !== null) keys.onChoose(focused);
    return focused !== null;
  }
  const step = steps[key];
  if (!step) return keys.onKey(nameKey(event), event.shiftKey);
  step(keys);
  return true;
}

/** Returns whether the key is ours, so that the browser leaves it alone. */
function press(event: KeyboardEvent, keys: LabelingKeys): boolean {
  const { key, target } = event;
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  if (hasModifier && !(key === "Enter" && !event.altKey)) return false;
  const isCharacter = key.length === 1 && key !== " ";
  if (isCharacter && (keys.mode === "off" || (keys.mode === "question" && !isInQuestion(target)))) return false;
  if (isScrollBox(target) && (key === " " || key in scrolls || isArrow(key))) return false;
  const pages = pagesOf(event);
  if (pages !== undefined) {
    keys.onScroll(pages);
    return true;
  }
  // A held key would answer item after item: it is swallowed, as is what comes too early.
  if (event.repeat || !keys.isSettled()) return key.length === 1 || isArrow(key) || key in steps;
  return act(event, keys);
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
