import { describeTarget } from "@/components/annotate/target-words";
import type { AssignedItem } from "@/lib/labeling/contract";
import { listItemTargets } from "@/lib/layouts/list-item-targets";
import { type Marking, textOfSpan } from "@/lib/questions/marking";
import { readTarget, writeTarget } from "@/lib/questions/targets";
import { listWords } from "@/lib/reading/words";
import { codePointsOf, unitsOf } from "@/lib/text/code-points";

/** A text of the item in which something may be marked. Stops are where the keys go: its words, or the whole turn. */
export type MarkableText = {
  /** The target of the text, which always names its part. */
  key: string;
  /** "Turn 3", "Response B". */
  name: string;
  text: string;
  stops: readonly Stop[];
};

/** From and up to places in the JavaScript string of a text. */
type Stop = { from: number; to: number };
export type Place = Stop & { text: number };

/** The texts of an item in their order, as they are marked. */
export function listMarkable(item: AssignedItem, { of }: Marking): MarkableText[] {
  const targets = listItemTargets(item);
  const turns = new Set(targets.turn);
  return [...targets.texts].flatMap(([key, text]) => {
    const name = describeTarget(shortOf(key, item), item)?.name ?? "Response";
    if (of === "words") return [{ key, name, text, stops: listWords(text) }];
    return turns.has(shortOf(key, item)) ? [{ key, name, text, stops: [{ from: 0, to: text.length }] }] : [];
  });
}

/** A turn of the only part goes by its number alone. */
function shortOf(key: string, { texts }: Pick<AssignedItem, "texts">): string {
  const read = readTarget(key);
  return read?.kind === "turn" && texts.length === 1 ? writeTarget({ kind: "turn", turn: read.turn }) : key;
}

/** What a mark at this place is stored under. */
export function targetOf(texts: readonly MarkableText[], place: Place, { of }: Marking, item: AssignedItem): string {
  const own = texts[place.text];
  const read = own && readTarget(own.key);
  if (!own || !read || !("part" in read) || read.part === undefined) return "";
  if (of === "turns") return shortOf(own.key, item);
  const turn = read.kind === "turn" ? { turn: read.turn } : {};
  const [from, to] = [codePointsOf(own.text, place.from), codePointsOf(own.text, place.to)];
  return writeTarget({ kind: "span", part: read.part, ...turn, from, to });
}

/** Where a stored mark stands; null where the item has no such text. */
export function placeOf(texts: readonly MarkableText[], target: string, item: AssignedItem): Place | null {
  const read = readTarget(target);
  const key = read?.kind === "span" ? textOfSpan(read) : null;
  const text = texts.findIndex((own) => (key === null ? shortOf(own.key, item) === target : own.key === key));
  const own = texts[text];
  if (!own) return null;
  if (read?.kind !== "span") return { text, from: 0, to: own.text.length };
  return { text, from: unitsOf(own.text, read.from), to: unitsOf(own.text, read.to) };
}

export const quoteOf = (texts: readonly MarkableText[], { text, from, to }: Place): string =>
  texts[text]?.text.slice(from, to) ?? "";

/** Without the spaces at its ends; null where nothing else is in it. */
export function trimPlace(texts: readonly MarkableText[], place: Place): Place | null {
  const quote = quoteOf(texts, place);
  const from = place.from + quote.length - quote.trimStart().length;
  const to = place.to - (quote.length - quote.trimEnd().length);
  return to > from ? { ...place, from, to } : null;
}

const listStops = (texts: readonly MarkableText[]): Place[] =>
  texts.flatMap(({ stops }, text) => stops.map((stop) => ({ ...stop, text })));

const isBefore = (a: { text: number; at: number }, b: { text: number; at: number }) =>
  a.text < b.text || (a.text === b.text && a.at <= b.at);

/** The stop behind a place, or the one before it; the place itself at the ends. Nothing is selected at first: then the first stop. */
export function step(texts: readonly MarkableText[], place: Place | null, direction: 1 | -1): Place | null {
  const stops = listStops(texts);
  if (!place) return stops[0] ?? null;
  const { text, from, to } = place;
  if (direction === 1)
    return stops.find((stop) => isBefore({ text, at: to }, { text: stop.text, at: stop.from })) ?? place;
  return stops.findLast((stop) => isBefore({ text: stop.text, at: stop.to }, { text, at: from })) ?? place;
}

const sentenceEnd = /[.!?…。！？]["”’)\]]*\s|\n/u;

/** The first stop of the next sentence or line, or of this one, then of the one before. */
export function stepSentence(texts: readonly MarkableText[], place: Place | null, direction: 1 | -1): Place | null {
  const stops = listStops(texts);
  const isFirst = (stop: Place, index: number) => {
    const before = stops[index - 1];
    return (
      before?.text !== stop.text || sentenceEnd.test(`${texts[stop.text]?.text.slice(before.to, stop.from) ?? ""}`)
    );
  };
  const firsts = stops.filter(isFirst);
  if (!place) return firsts[0] ?? null;
  const at = { text: place.text, at: place.from };
  if (direction === 1) return firsts.find((stop) => !isBefore({ text: stop.text, at: stop.from }, at)) ?? place;
  return firsts.findLast((stop) => isBefore({ text: stop.text, at: stop.from + 1 }, at)) ?? firsts[0] ?? place;
}

/** One word more or less at an end, never less than one; a turn is always whole. */
export function extend(texts: readonly MarkableText[], place: Place, end: "from" | "to", direction: 1 | -1): Place {
  const stops = texts[place.text]?.stops ?? [];
  const first = stops.findIndex(({ to }) => to > place.from);
  const last = stops.findLastIndex(({ from }) => from < place.to);
  if (end === "to") {
    const next = stops[last + direction];
    return next && last + direction >= first ? { ...place, to: next.to } : place;
  }
  const next = stops[first + direction];
  return next && first + direction <= last ? { ...place, from: next.from } : place;
}

/** The stop at a place in a text: what somebody pressed on. */
export function stopAt(texts: readonly MarkableText[], text: number, at: number): Place | null {
  const stop = texts[text]?.stops.find(({ from, to }) => from <= at && at < to);
  return stop ? { ...stop, text } : null;
}
