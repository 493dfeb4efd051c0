import { characterAt, characterBefore } from "@/lib/reading/characters";

/**
 * A piece of a line. Everything written is in one of them: `mark` holds the signs that are not shown, because what
 * stands beside them is set in another type instead.
 */
export type Span =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong" | "emphasis"; spans: Span[] }
  | { kind: "mark"; text: string };

type Run = { sign: string; length: number; start: number; end: number; before: string; after: string };
type Token =
  | { kind: "text"; text: string }
  | { kind: "code"; mark: string; text: string }
  | { kind: "stars"; run: Run };

// Scripts without spaces between words: there a mark may stand between two letters. Emoji end a word in any script.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー\p{Extended_Pictographic}]|\uFE0F/u;
/** Punctuation that reckons or refers: a star or backtick beside it may do so too. */
const reckons = /[*%/\\@#&_§¶·†‡]/;
const mathSign = /[\p{N}\p{Sm}\-−÷·/^%]/u;

const isSpace = (character: string) => character === "" || /\s/.test(character);
const mayFollow = (before: string) =>
  isSpace(before) || (/\p{P}/u.test(before) && !/\p{Pe}/u.test(before) && !reckons.test(before));
const mayPrecede = (after: string) =>
  isSpace(after) || (/\p{P}/u.test(after) && !/\p{Ps}/u.test(after) && !reckons.test(after));

/** The nearest character that is no space, going from `at` by `step`; "" where there is none. */
function nearest(line: string, at: number, step: -1 | 1): string {
  let place = at;
  while (/\s/.test(line.charAt(place))) place += step;
  return step < 0 ? characterBefore(line, place + 1) : characterAt(line, place);
}

function countSlashes(line: string, end: number): number {
  let start = end;
  while (line.charAt(start - 1) === "\\") start--;
  return end - start;
}

/** Runs of stars and of backticks, without those that a backslash takes for signs. */
function findRuns(line: string): Run[] {
  return [...line.matchAll(/\*+|`+/g)].flatMap(({ 0: { length }, index: start }) => {
    if (countSlashes(line, start) % 2 === 1) return [];
    const end = start + length;
    const [before, after] = [characterBefore(line, start), characterAt(line, end)];
    return [{ sign: line.charAt(start), length, start, end, before, after }];
  });
}

/** Two or three stars: the pair embraces something, and no word with spaces around it goes on through them. */
const isPair = (open: Run, close: Run) =>
  (mayFollow(open.before) || unspaced.test(open.before)) &&
  !isSpace(open.after) &&
  !isSpace(close.before) &&
  (mayPrecede(close.after) || unspaced.test(close.after));

/** One star multiplies, refers and bullets too: it must embrace words, away from anything one reckons with. */
const isLonePair = (line: string, open: Run, close: Run) =>
  mayFollow(open.before) &&
  /\p{L}/u.test(open.after) &&
  /[\p{L}\p{M}.!?,…。！？]/u.test(close.before) &&
  mayPrecede(close.after) &&
  close.start - open.end > 1 &&
  !mathSign.test(nearest(line, open.start - 1, -1)) &&
  !mathSign.test(nearest(line, close.end, 1));

/** For each, the place of the next of the same sign and length: only that one can close it, which keeps this linear. */
function findNextAlike(keys: readonly (string | null)[]): (number | undefined)[] {
  const seen = new Map<string, number>();
  const next: (number | undefined)[] = [];
  for (let place = keys.length - 1; place >= 0; place--) {
    const key = keys[place];
    if (key === null || key === undefined) continue;
    next[place] = seen.get(key);
    seen.set(key, place);
  }
  return next;
}

/** Code first: stars in it are its own. */
function tokenize(line: string): Token[] {
  const runs = findRuns(line);
  const next = findNextAlike(runs.map(({ sign, length }) => (sign === "`" ? String(length) : null)));
  const tokens: Token[] = [];
  let from = 0;
  const addText = (to: number) => {
    if (to > from) tokens.push({ kind: "text", text: line.slice(from, to) });
  };
  for (const [place, run] of runs.entries()) {
    if (run.start < from) continue;
    const close = runs[next[place] ?? -1];
    if (run.sign === "*") {
      addText(run.start);
      tokens.push({ kind: "stars", run });
      from = run.end;
    } else if (close && isPair(run, close)) {
      addText(run.start);
      tokens.push({ kind: "code", mark: "`".repeat(run.length), text: line.slice(run.end, close.start) });
      from = close.end;
    }
  }
  addText(line.length);
  return tokens;
}

function embrace({ length }: Run, inner: Span[]): Span[] {
  const mark: Span = { kind: "mark", text: "*".repeat(length) };
  const spans: Span[] = length === 3 ? [{ kind: "emphasis", spans: inner }] : inner;
  return [mark, { kind: length === 1 ? "emphasis" : "strong", spans }, mark];
}

/** Text beside text is one text. */
export function joinTexts(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (span.kind === "text" && last?.kind === "text")
      joined[joined.length - 1] = { ...last, text: last.text + span.text };
    else joined.push(span);
  }
  return joined;
}

/**
 * Sets what is unambiguous in one line: `**strong**`, `*emphasis*`, `***both***` and `` `code` ``. Everything else that
 * Markdown knows is left standing, sign for sign: stars between digits or inside words, underscores, tildes, links,
 * pictures, footnotes, HTML, entities, backslashes. Linear in the length of the line.
 */
export function markUpLine(line: string): Span[] {
  const tokens = tokenize(line);
  const next = findNextAlike(tokens.map((token) => (token.kind === "stars" ? String(token.run.length) : null)));
  const isClosed = (open: Run, close: Run) =>
    open.length === 1 ? isLonePair(line, open, close) : open.length <= 3 && isPair(open, close);

  function parse(from: number, to: number): Span[] {
    const spans: Span[] = [];
    for (let place = from; place < to; place++) {
      const token = tokens[place];
      if (token?.kind === "text") spans.push(token);
      else if (token?.kind === "code") {
        const mark: Span = { kind: "mark", text: token.mark };
        spans.push(mark, { kind: "code", text: token.text }, mark);
      } else if (token) {
        const end = next[place] ?? to;
        const close = end < to ? tokens[end] : undefined;
        if (close?.kind === "stars" && isClosed(token.run, close.run)) {
          spans.push(...embrace(token.run, parse(place + 1, end)));
          place = end;
        } else spans.push({ kind: "text", text: "*".repeat(token.run.length) });
      }
    }
    return joinTexts(spans);
  }
  return parse(0, tokens.length);
}
