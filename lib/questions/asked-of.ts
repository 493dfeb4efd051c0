import { kindOf, type Question } from "@/lib/questions/kinds";
import { itemTarget, readTarget, type Target, writeTarget } from "@/lib/questions/targets";
import { labelKey } from "@/lib/text/label-spelling";

/** What a question is asked of: the item as a whole, or every one of its responses, turns or statements. */
export const askedOfKinds = ["item", "part", "turn", "statement"] as const satisfies readonly Target["kind"][];
export type AskedOf = (typeof askedOfKinds)[number];

export const askedOfWords: Record<AskedOf, string> = {
  item: "the item as a whole",
  part: "each response",
  turn: "each turn of the persona",
  statement: "each statement of the persona",
};

export const askedOfItem = ({ askedOf = "item" }: Pick<Question, "askedOf">): AskedOf => askedOf;

/** The targets of one item, by what a question may be asked of, and the texts in which words may be marked by their target. */
export type Targets = Readonly<Record<AskedOf, readonly string[]>> & { texts: ReadonlyMap<string, string> };

export const itemOnly: Targets = { item: [itemTarget], part: [], turn: [], statement: [], texts: new Map() };

/** A turn as it is shown; `place` is its number in the whole dialogue where turns before it are left out. */
type ShownTurn = { speaker: string; text: string; place?: number };

export const placeOfTurn = ({ place }: ShownTurn, index: number): number => place ?? index + 1;

const people = new Set(["user", "human", "system", "developer", "tool", ""]);
const models = new Set(["assistant", "ai", "model", "bot", "chatbot", "agent", "persona"]);

/** The turns that are judged: the model's where a speaker is called one, else those of everybody but a user. */
function listPersonasTurns(turns: readonly ShownTurn[]): number[] {
  const keys = turns.map(({ speaker }) => labelKey(speaker));
  const hasModel = keys.some((key) => models.has(key));
  return turns.flatMap((turn, index) => {
    const key = keys[index] ?? "";
    return (hasModel ? models.has(key) : !people.has(key)) ? [placeOfTurn(turn, index)] : [];
  });
}

type ShownItem = {
  texts: readonly { partId: string; text?: string | null; turns: readonly ShownTurn[] | null }[];
  persona: { statements: readonly string[] } | null;
};

/** The part that turns of this text are told by: where it is the only one, a turn's number is enough. */
export const partOfTurns = (texts: ShownItem["texts"], partId: string): { part?: string } =>
  texts.length > 1 ? { part: partId } : {};

/** Turns always go by their part here, whether or not the item has another. */
function listOwnTexts({ partId, text, turns }: ShownItem["texts"][number]): [string, string][] {
  const own = (turns ?? []).map((turn, index): [string, string] => [
    writeTarget({ kind: "turn", part: partId, turn: placeOfTurn(turn, index) }),
    turn.text,
  ]);
  if (typeof text === "string") own.push([writeTarget({ kind: "part", part: partId }), text]);
  return own;
}

/** Everything of an item, as it is shown, that questions can be asked of. */
export function listTargets({ texts, persona }: ShownItem): Targets {
  return {
    texts: new Map(texts.flatMap(listOwnTexts)),
    item: [itemTarget],
    part: texts.map(({ partId }) => writeTarget({ kind: "part", part: partId })),
    turn: texts.flatMap(({ partId, turns }) =>
      listPersonasTurns(turns ?? []).map((turn) => writeTarget({ kind: "turn", turn, ...partOfTurns(texts, partId) })),
    ),
    statement: (persona?.statements ?? []).map((_, index) => writeTarget({ kind: "statement", statement: index + 1 })),
  };
}

/** Whether some question is asked of more than the item, or answered at places in it. */
export const hasTargets = (questions: readonly Question[]): boolean =>
  questions.some((question) => askedOfItem(question) !== "item" || kindOf(question).marking(question) !== null);

/** The turn or statement that a target names, from 0; null for any other. */
export function placeOfTarget(target: string): { kind: "turn" | "statement"; number: number; part?: string } | null {
  const read = readTarget(target);
  if (read?.kind === "turn") return { ...read, number: read.turn };
  return read?.kind === "statement" ? { kind: "statement", number: read.statement } : null;
}
