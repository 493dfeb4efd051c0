import { targetMark } from "@/components/annotate/use-held-target";
import type { MarkableText, Place } from "@/components/questions/marking/places";
import { readTarget } from "@/lib/questions/targets";
import { type ShownText, shownText } from "@/lib/reading/shown-runs";
import type { TextView } from "@/lib/reading/text-view";

/** A text of the item where it is drawn. */
type Drawn = { element: Element; shown: ShownText };

/** What of an item's page holds a text: the turn of a part, or what stands in the part itself. */
function findElement(item: ParentNode, key: string): Element | null {
  const read = readTarget(key);
  if (!read || !("part" in read)) return null;
  const part = item.querySelector(`[${targetMark}="${CSS.escape(read.part ?? "")}"]`);
  if (read.kind === "part")
    return (
      [...(part?.querySelectorAll("[data-view]") ?? [])].find((own) => own.closest("li[data-turn]") === null) ?? null
    );
  return read.kind === "turn" ? (part?.querySelector(`li[data-turn="${read.turn}"] [data-view]`) ?? null) : null;
}

/** The texts of an item as they are drawn at this moment, each at the place of its text; null where one is not. */
export const findDrawn = (item: ParentNode, texts: readonly MarkableText[], view: TextView): (Drawn | null)[] =>
  texts.map(({ key, text }) => {
    const element = findElement(item, key);
    return element && { element, shown: shownText(text, view) };
  });

const walkText = (element: Element) => document.createTreeWalker(element, NodeFilter.SHOW_TEXT);

/** The node and the place in it where so many drawn characters are behind. */
function findPoint(element: Element, drawn: number, end: "from" | "to"): [Node, number] {
  const walker = walkText(element);
  let left = drawn;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (end === "from" ? left < length : left <= length) return [node, left];
    left -= length;
  }
  return [element, element.childNodes.length];
}

/** A place as the browser takes it; null where its text is not drawn. */
export function rangeOf(drawn: readonly (Drawn | null)[], { text, from, to }: Place): Range | null {
  const own = drawn[text];
  if (!own) return null;
  const range = document.createRange();
  range.setStart(...findPoint(own.element, own.shown.toDrawn(from, "from"), "from"));
  range.setEnd(...findPoint(own.element, own.shown.toDrawn(to, "to"), "to"));
  return range;
}

/** How many characters of an element are drawn before a point in it. */
function countBefore(element: Element, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return range.toString().length;
}

const findText = (drawn: readonly (Drawn | null)[], node: Node) =>
  drawn.findIndex((own) => own?.element.contains(node));

/** The place in its text of a point of the page; null outside all texts. */
export function pointAt(drawn: readonly (Drawn | null)[], node: Node, offset: number, end: "from" | "to" = "from") {
  const text = findText(drawn, node);
  const own = drawn[text];
  return own ? { text, at: own.shown.toStored(countBefore(own.element, node, offset), end) } : null;
}

/** What is selected, up to the end of the text in which it begins; null where that is nothing. */
export function placeOfRange(drawn: readonly (Drawn | null)[], range: Range): Place | null {
  const text = drawn.findIndex((own) => own && range.intersectsNode(own.element));
  const own = drawn[text];
  if (!own || range.collapsed) return null;
  const start = own.element.contains(range.startContainer)
    ? countBefore(own.element, range.startContainer, range.startOffset)
    : 0;
  const end = own.element.contains(range.endContainer)
    ? countBefore(own.element, range.endContainer, range.endOffset)
    : own.shown.text.length;
  return end > start ? { text, from: own.shown.toStored(start, "from"), to: own.shown.toStored(end, "to") } : null;
}

type Caret = { caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null };

/** The point of the text that was pressed on. */
export function pointPressed(drawn: readonly (Drawn | null)[], x: number, y: number) {
  const found = (document as Caret).caretPositionFromPoint?.(x, y);
  if (found) return pointAt(drawn, found.offsetNode, found.offset);
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? pointAt(drawn, range.startContainer, range.startOffset) : null;
}
