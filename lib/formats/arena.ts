import { contentId } from "@/lib/formats/cells/content-id";
import { readTurns } from "@/lib/formats/cells/read-turns";
import { plainText } from "@/lib/formats/cells/take-text";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { Mapping } from "@/lib/formats/contract/mapping";
import type { ItemRecord, LabelRecord, PartRecord } from "@/lib/formats/contract/records";
import { battleProtocol, preferenceKey } from "@/lib/formats/contract/suggested-protocols";
import { defineFormat } from "@/lib/formats/format";
import { orderModels, readWinner } from "@/lib/formats/mt-bench";
import { fail, ok, type Result } from "@/lib/result";
import { tryParseJson } from "@/lib/text/rows/parse-json";
import type { Cells } from "@/lib/text/rows/table-rows";
import type { Turn } from "@/lib/text/split-dialogue";

type Battle = { models: { first: string; second: string }; sides: [Turn[], Turn[]]; value: string; id: string };
type RowProblem = { field: string; message: string };

/** Columns in which releases of the Arena keep who voted and what the battle is called. */
const voterColumns = ["judge", "judge_hash", "evaluation_session_id"];
const idColumns = ["question_id", "conversation_id", "id"];

const firstText = (cells: Cells, names: readonly string[]) =>
  names.map((name) => plainText(cells[name])).find((text) => text !== "") ?? "";

const winnerColumns = ["winner_model_a", "winner_model_b", "winner_tie"] as const;

/** The verdict: in a column of its own, or as the one of three columns that holds a 1. */
function nameWinner(cells: Cells): string {
  if (plainText(cells.winner) !== "") return plainText(cells.winner);
  const marks = winnerColumns.map((name) => plainText(cells[name]).toLowerCase());
  const won = winnerColumns.filter((_, place) => ["1", "1.0", "true"].includes(marks[place] ?? ""));
  const lost = marks.filter((mark) => ["0", "0.0", "false"].includes(mark));
  return won.length === 1 && lost.length === 2 ? (won[0] ?? "").replace("winner_", "") : "";
}

/** The release for a contest keeps the messages of each side as a list in a text: `["Hi", "And then?"]`. */
function readMessages(cells: Cells, field: string): Result<string[], string> {
  const given = cells[field];
  const list: unknown = typeof given === "string" ? tryParseJson(given).value : given;
  if (!Array.isArray(list)) return fail("No messages stand here: a list of texts is expected");
  if (!list.every((text) => typeof text === "string")) return fail("A message in this list is no text (null?)");
  return ok(list);
}

/** What was asked and what one side answered, turn by turn. */
function readContestSide(cells: Cells, field: string): Result<Turn[], string> {
  const [asked, said] = [readMessages(cells, "prompt"), readMessages(cells, field)];
  if (!asked.ok) return fail(`prompt: ${asked.reason}`);
  if (!said.ok) return said;
  if (asked.value.length !== said.value.length)
    return fail(`${asked.value.length} prompts and ${said.value.length} answers: one for each is expected`);
  return ok(
    asked.value.flatMap((text, place) => [
      { speaker: "user", text },
      { speaker: "assistant", text: said.value[place] ?? "" },
    ]),
  );
}

function readSide(cells: Cells, side: "a" | "b"): Result<Turn[], string> {
  return cells[`conversation_${side}`] === undefined
    ? readContestSide(cells, `response_${side}`)
    : readTalk(cells, `conversation_${side}`);
}

function readTalk(cells: Cells, field: string): Result<Turn[], string> {
  const turns = readTurns(cells[field]);
  if (!turns.ok) return turns;
  return turns.value ? ok(turns.value) : fail("No conversation stands here: a list of messages is expected");
}

function readBattle(cells: Cells): Battle | RowProblem {
  const text = (name: string) => plainText(cells[name]);
  for (const field of ["model_a", "model_b"])
    if (text(field) === "") return { field, message: `"${field}" is missing` };
  const isContest = cells.conversation_a === undefined;
  const winner = nameWinner(cells);
  if (winner === "" && isContest)
    return {
      field: winnerColumns[0],
      message: `One of ${winnerColumns.join(", ")} is 1 and the others 0: not so here`,
    };
  if (winner === "") return { field: "winner", message: '"winner" is missing' };
  const [a, b] = [readSide(cells, "a"), readSide(cells, "b")];
  if (!a.ok) return { field: isContest ? "response_a" : "conversation_a", message: a.reason };
  if (!b.ok) return { field: isContest ? "response_b" : "conversation_b", message: b.reason };
  const { isFlipped, ...models } = orderModels(text("model_a"), text("model_b"));
  const value = readWinner(winner, isFlipped);
  if (value === null)
    return { field: "winner", message: `"${winner}" is no winner: model_a, model_b, tie or tie (bothbad)` };
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
    kind: "item",
    externalId,
    layout: "PAIR",
    factors: {},
    isServable: true,
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
 * Battles of Chatbot Arena: `model_a, model_b, winner, conversation_a, conversation_b`, and who voted; or, as a contest had them,
 * lists of texts in `prompt, response_a, response_b` and the winner as a 1 in one of three columns. A battle is a pair with its
 * texts, in the order of the models' names (a battle of one model with itself is left in the order of the file), and one vote by
 * a person. Everything else in the file (language, moderation, time) is left.
 */
const readArena: Reader = (source, { mapping, table }) =>
  convertRows(source, table, function* ({ cells }): Generator<Converted> {
    const battle = readBattle(cells);
    if ("message" in battle) {
      yield battle;
      return;
    }
    const item = toItem(battle);
    yield item;
    yield {
      kind: "label",
      item: item.externalId,
      ...voterOf(cells, mapping),
      question: preferenceKey,
      state: "GIVEN",
      value: battle.value,
      occurrence: 1,
    } satisfies LabelRecord;
  });

const models = ["model_a", "model_b"];

export const arena = defineFormat({
  key: "arena",
  label: "Chatbot Arena battles",
  detect: {
    certain: (columns) =>
      columns.has(...models, "winner", "conversation_a", "conversation_b") ||
      columns.has(...models, ...winnerColumns, "prompt", "response_a", "response_b"),
  },
  asks: ["repeats"],
  protocol: battleProtocol,
  read: readArena,
});
