import { contentId } from "@/lib/exchange/content-id";
import { type Converted, convertRows, type Reader } from "@/lib/exchange/convert-rows";
import type { Mapping } from "@/lib/exchange/mapping";
import { orderModels, readWinner } from "@/lib/exchange/read-mt-bench";
import { readTurns } from "@/lib/exchange/read-turns";
import type { ItemRecord, LabelRecord, PartRecord, Turn } from "@/lib/exchange/records";
import { preferenceKey } from "@/lib/exchange/suggested-protocols";
import type { Cells } from "@/lib/exchange/table-rows";
import { plainText } from "@/lib/exchange/take-text";
import { fail, ok, type Result } from "@/lib/result";

type Battle = { models: { first: string; second: string }; sides: [Turn[], Turn[]]; value: string; id: string };
type RowProblem = { field: string; message: string };

/** Columns in which releases of the Arena keep who voted and what the battle is called. */
const voterColumns = ["judge", "judge_hash", "evaluation_session_id"];
const idColumns = ["question_id", "conversation_id", "id"];

const firstText = (cells: Cells, names: readonly string[]) =>
  names.map((name) => plainText(cells[name])).find((text) => text !== "") ?? "";

function readSide(cells: Cells, field: string): Result<Turn[], RowProblem["message"]> {
  const turns = readTurns(cells[field]);
  if (!turns.ok) return turns;
  return turns.value ? ok(turns.value) : fail("No conversation stands here: a list of messages is expected");
}

function readBattle(cells: Cells): Battle | RowProblem {
  const text = (name: string) => plainText(cells[name]);
  for (const field of ["model_a", "model_b", "winner"])
    if (text(field) === "") return { field, message: `"${field}" is missing` };
  const [a, b] = [readSide(cells, "conversation_a"), readSide(cells, "conversation_b")];
  if (!a.ok) return { field: "conversation_a", message: a.reason };
  if (!b.ok) return { field: "conversation_b", message: b.reason };
  const { isFlipped, ...models } = orderModels(text("model_a"), text("model_b"));
  const value = readWinner(text("winner"), isFlipped);
  if (value === null)
    return { field: "winner", message: `"${text("winner")}" is no winner: model_a, model_b, tie or tie (bothbad)` };
  const sides: Battle["sides"] = isFlipped ? [b.value, a.value] : [a.value, b.value];
  const id = firstText(cells, idColumns) || contentId("battle", [models, sides]);
  return { models, sides, value, id };
}

/** What both sides were asked before they parted: where it is one message, it is the prompt, and the answers stand without it. */
function partAnswers([first, second]: Battle["sides"]): {
  prompt: string;
  outputs: Pick<NonNullable<PartRecord["output"]>, "text" | "turns">[];
} {
  const asked = first[0];
  const isOneRound = [first, second].every(
    (turns) => turns.length === 2 && turns[0]?.text === asked?.text && /^(user|human)$/i.test(turns[0]?.speaker ?? ""),
  );
  if (!isOneRound) return { prompt: "", outputs: [first, second].map((turns) => ({ text: null, turns })) };
  return { prompt: asked?.text ?? "", outputs: [first, second].map((turns) => ({ text: turns[1]?.text ?? "" })) };
}

function toItem({ models, sides, id }: Battle): ItemRecord {
  const { prompt, outputs } = partAnswers(sides);
  const names = [models.first, models.second];
  const externalId = `arena/${id}`;
  return {
    ...{ kind: "item", externalId, layout: "PAIR", factors: {}, isServable: true },
    task: { externalId: prompt === "" ? externalId : contentId("task", [prompt]), prompt },
    parts: outputs.map((output, place) => ({ output: { ...output, factors: { model: names[place] ?? "" } } })),
  };
}

/** Who votes in the Arena is a person. Without a name they are nobody in particular. */
function voterOf(
  cells: Cells,
  { raterKind }: Mapping,
): Pick<LabelRecord, "rater" | "raterKind" | "origin" | "isAnonymous"> {
  const voter = firstText(cells, voterColumns);
  const kind = { raterKind: raterKind ?? "HUMAN", origin: "IMPORTED" } as const;
  return voter === "" ? { ...kind, rater: "voter", isAnonymous: true } : { ...kind, rater: voter };
}

/**
 * Battles of Chatbot Arena: `model_a, model_b, winner, conversation_a, conversation_b`, and who voted. A battle is a pair with its
 * texts, in the order of the models' names (a battle of one model with itself is left in the order of the file), and one vote by
 * a person. Everything else in the file (language, moderation, time) is left.
 */
export const readArena: Reader = (source, { mapping, table }) =>
  convertRows(source, table, function* ({ cells }): Generator<Converted> {
    const battle = readBattle(cells);
    if ("message" in battle) {
      yield battle;
      return;
    }
    const item = toItem(battle);
    yield item;
    yield {
      ...{ kind: "label", item: item.externalId, ...voterOf(cells, mapping), question: preferenceKey },
      ...{ state: "GIVEN", value: battle.value, occurrence: 1 },
    } satisfies LabelRecord;
  });
