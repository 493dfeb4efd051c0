import { questionMark } from "@/components/annotate/question-block";

const boxes = "textarea, input[type=text]";
const panes = "[data-pane]";
/** A radio or box that is a choice of a question. */
export const choiceInput = "input[data-choice]";

export const isWritingIn = (element: Element) => element.matches(boxes);

export const findQuestion = (root: ParentNode, key: string) =>
  root.querySelector<HTMLElement>(`[${questionMark}="${CSS.escape(key)}"]`);

/**
 * Gives a question the focus: its chosen or first radio or box, else its box where somebody has to type, else the block (so
 * that an optional text does not swallow the keys). On a touch screen a box is not opened: its keyboard would cover
 * half of the page.
 */
export function focusQuestion(
  root: ParentNode,
  key: string,
  { isRequired = false, isWriting = false, isStill = false } = {},
) {
  const block = findQuestion(root, key);
  if (!block) return;
  const box = block.querySelector<HTMLElement>(boxes);
  const radio =
    block.querySelector<HTMLElement>(`${choiceInput}:checked`) ?? block.querySelector<HTMLElement>(choiceInput);
  const opensBox = isWriting || (isRequired && !window.matchMedia("(pointer: coarse)").matches);
  const isAnsweredByTyping = box !== null;
  const target = isAnsweredByTyping && opensBox ? box : isAnsweredByTyping ? block : (radio ?? block);
  target.focus({ preventScroll: true });
  if (isStill) return;
  // A question that is longer than its pane is not shown from an end of it, but where the focus is.
  const pane = block.closest(panes);
  const isLong = pane !== null && block.clientHeight > pane.clientHeight;
  (isLong ? (target.closest("label") ?? block) : block).scrollIntoView({ block: "nearest" });
}

/** Gives one answer the focus, wherever its question is scrolled to. */
export function focusChoice(root: ParentNode, address: string, choiceId: string) {
  const radio = findQuestion(root, address)?.querySelector<HTMLElement>(`input[value="${CSS.escape(choiceId)}"]`);
  radio?.focus({ preventScroll: true });
  radio?.closest("label")?.scrollIntoView({ block: "nearest" });
}

const isScrolling = (pane: Element) => pane.scrollHeight > pane.clientHeight + 1;

/** What an element scrolls in, or null where nothing around it scrolls. */
export function findScroller(inner: Element | null): Element | null {
  const pane = inner?.closest(panes) ?? null;
  return pane === null || isScrolling(pane) ? pane : findScroller(pane.parentElement);
}

/** A new item is read from its top. */
export function scrollToTop(root: ParentNode) {
  for (const pane of root.querySelectorAll(panes)) pane.scrollTop = 0;
}

/** By pages of the pane that the item scrolls in; both sides of a pair that scroll apart. */
export function scrollItem(root: ParentNode, pages: number) {
  const own = [...root.querySelectorAll(`article:not([inert]) ${panes}:not([data-pane=context])`)].filter(isScrolling);
  const all =
    own.length > 0 ? own : [...root.querySelectorAll(`${panes}:not([inert] *)`)].filter(isScrolling).slice(0, 1);
  for (const pane of all) pane.scrollBy({ top: pages * pane.clientHeight });
}
