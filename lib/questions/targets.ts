/**
 * What an answer is about, within its item, and how that is written: `item`, the key of a part (`1`), `t4` for a turn
 * (`1:t4` where the item has several parts, whose turns a number alone would not tell apart), `s2` for a statement, `1:120-164` for the characters 120 to 163 of a part, `1:t4:120-164` for those of one of its turns. Turns and statements count from 1,
 * characters from 0, each code point as one. On its way to and from a browser a part goes by its identifier instead of its key.
 */
export type Target =
  | { kind: "item" }
  | { kind: "part"; part: string }
  | { kind: "turn"; turn: number; part?: string }
  | { kind: "statement"; statement: number }
  | { kind: "span"; part: string; turn?: number; from: number; to: number };

export const itemTarget = "item";

export function writeTarget(target: Target): string {
  switch (target.kind) {
    case "item":
      return itemTarget;
    case "part":
      return target.part;
    case "turn":
      return target.part === undefined ? `t${target.turn}` : `${target.part}:t${target.turn}`;
    case "statement":
      return `s${target.statement}`;
    case "span":
      return `${target.part}${target.turn === undefined ? "" : `:t${target.turn}`}:${target.from}-${target.to}`;
  }
}

const part = String.raw`[1-9]\d{0,3}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`;
const position = String.raw`0|[1-9]\d{0,8}`;
const patterns = {
  part: new RegExp(`^(?:${part})$`),
  turn: new RegExp(`^(?:(${part}):)?t([1-9]\\d{0,5})$`),
  statement: /^s([1-9]\d{0,5})$/,
  span: new RegExp(`^(${part})(?::t([1-9]\\d{0,5}))?:(${position})-(${position})$`),
};

/** Null for what is not written as a target, a span without a character among it. */
export function readTarget(text: string): Target | null {
  if (text === itemTarget) return { kind: "item" };
  if (patterns.part.test(text)) return { kind: "part", part: text };
  const [, ofPart, turn] = patterns.turn.exec(text) ?? [];
  if (turn) return { kind: "turn", turn: Number(turn), ...(ofPart !== undefined && { part: ofPart }) };
  const statement = patterns.statement.exec(text)?.[1];
  if (statement) return { kind: "statement", statement: Number(statement) };
  const [, named, inTurn, from, to] = patterns.span.exec(text) ?? [];
  if (named === undefined || Number(from) >= Number(to)) return null;
  const span = { kind: "span" as const, part: named, from: Number(from), to: Number(to) };
  return inTurn === undefined ? span : { ...span, turn: Number(inTurn) };
}

/** The same target with its part called otherwise: by key for the database, by identifier for a browser. Null where it names a part that is not there. */
export function renamePart(text: string, names: ReadonlyMap<string, string>): string | null {
  const target = readTarget(text);
  if (!target || !("part" in target) || target.part === undefined) return target && text;
  const name = names.get(target.part);
  return name === undefined ? null : writeTarget({ ...target, part: name });
}

const kinds: readonly Target["kind"][] = ["item", "part", "turn", "statement", "span"];

/** What a target is put in order by: its kind, its part, its turn, then its characters. */
function placeOf(target: Target): [kind: number, part: number, turn: number, from: number, to: number] {
  const kind = kinds.indexOf(target.kind);
  switch (target.kind) {
    case "item":
      return [kind, 0, 0, 0, 0];
    case "part":
      return [kind, Number(target.part), 0, 0, 0];
    case "turn":
      return [kind, Number(target.part ?? 0), target.turn, 0, 0];
    case "statement":
      return [kind, 0, target.statement, 0, 0];
    case "span":
      return [kind, Number(target.part), target.turn ?? 0, target.from, target.to];
  }
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The item first, then its parts, turns, statements and spans, each as they are numbered; what is no target comes last. */
export function compareTargets(a: string, b: string): number {
  const [one, other] = [readTarget(a), readTarget(b)];
  if (!one || !other) return one ? -1 : other ? 1 : byText(a, b);
  const [places, others] = [placeOf(one), placeOf(other)];
  for (const [index, place] of places.entries()) {
    const difference = place - (others[index] ?? 0);
    if (difference < 0 || difference > 0) return difference;
  }
  return byText(a, b);
}

const countingWords = (name: string, number: number) => `${name} ${number}`;

/** A target in words; `names` are what the item's parts are called. Nothing for the item itself. */
export function nameTarget(text: string, names: ReadonlyMap<string, string>): string {
  const target = readTarget(text);
  const partName = (key: string) => names.get(key) ?? countingWords("part", Number(key));
  const inTurn = (turn: number, part: string | undefined) =>
    [...(part === undefined ? [] : [partName(part)]), countingWords("turn", turn)].join(", ");
  switch (target?.kind) {
    case undefined:
      return text;
    case "item":
      return "";
    case "part":
      return partName(target.part);
    case "turn":
      return inTurn(target.turn, target.part);
    case "statement":
      return countingWords("statement", target.statement);
    case "span":
      return `${target.turn === undefined ? partName(target.part) : inTurn(target.turn, target.part)}, characters ${target.from + 1} to ${target.to}`;
  }
}
