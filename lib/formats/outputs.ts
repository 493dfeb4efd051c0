import { makeContentIds } from "@/lib/formats/cells/content-id";
import { findGold } from "@/lib/formats/cells/find-gold";
import { findReservation } from "@/lib/formats/cells/find-reservation";
import { type OutputRow, parseOutputRow, some } from "@/lib/formats/cells/parse-output-row";
import { mentionedPersona } from "@/lib/formats/cells/persona-mentions";
import { explainTuning, readTuning } from "@/lib/formats/cells/read-tuning";
import { plainText } from "@/lib/formats/cells/take-text";
import { taskName } from "@/lib/formats/cells/task-name";
import { type OutputColumns, outputColumns } from "@/lib/formats/columns/output-columns";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { Mapping } from "@/lib/formats/contract/mapping";
import type { ItemRecord, PartRecord } from "@/lib/formats/contract/records";
import { preferenceKey } from "@/lib/formats/contract/suggested-protocols";
import { defineFormat } from "@/lib/formats/format";
import { layoutOf } from "@/lib/layouts/layouts";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells, TableRow } from "@/lib/text/rows/table-rows";
import { anyText, splitDialogue, whoSaidIt } from "@/lib/text/split-dialogue";

function toOutput(parsed: OutputRow, text: string | null, side: "both" | "1" | "2"): PartRecord {
  const { factors, persona, extra } = parsed;
  return {
    output: {
      text,
      ...(side === "both" && parsed.turns && { turns: parsed.turns }),
      factors: side === "both" ? factors.both : { ...factors.both, ...factors[side] },
      ...(persona && { persona: persona.externalId }),
      ...(extra && { extra }),
    },
  };
}

/** Layout, parts, and whether there is something to read. */
function layOut(parsed: OutputRow, isPair: boolean): Pick<ItemRecord, "layout" | "parts" | "isServable"> {
  const { options, turns, response, responseB, prompt } = parsed;
  if (options.length > 0)
    return { layout: "CANDIDATES", parts: options, isServable: options.length > 1 && prompt + (response ?? "") !== "" };
  if (isPair) {
    const parts = [toOutput(parsed, response, "1"), toOutput(parsed, responseB, "2")];
    return { layout: "PAIR", parts, isServable: response !== null && responseB !== null };
  }
  const isServable = turns !== null || response !== null;
  return { layout: turns ? "TRANSCRIPT" : "SINGLE", parts: [toOutput(parsed, response, "both")], isServable };
}

function findRowProblem(parsed: OutputRow, cells: Cells, columns: OutputColumns): Converted | null {
  if (parsed.options.length === 1)
    return { field: columns.options[0]?.label ?? null, message: "Only one option: give at least two, or none" };
  const hasText = parsed.prompt !== "" || parsed.response !== null || parsed.responseB !== null || parsed.turns;
  const idColumn = columns.find("id");
  if (!hasText && (idColumn === undefined || cellText(cells[idColumn]) === ""))
    return { field: null, message: "Neither a prompt nor a response nor an id: map the columns that hold them" };
  return null;
}

const ruleFor = (item: Pick<ItemRecord, "layout">) => (layoutOf(item).judgesPrompt ? whoSaidIt : anyText);

/** A single response that is a dialogue is read as one. */
function withTurns(row: OutputRow): OutputRow {
  const turns = row.turns ?? (row.responseB === null && row.response !== null ? splitDialogue(row.response) : null);
  return turns && row.turns === null ? { ...row, turns, response: null } : row;
}

/** Turns one row into an item, with the persona that it names. The state is what was seen in earlier rows. */
function makeConverter(mapping: Mapping) {
  const { track, tier } = mapping;
  const columns = outputColumns(mapping);
  const nextId = makeContentIds("row");
  const personas = new Map<string, string>();
  const isPair = columns.find("response_b") !== undefined || columns.find("chosen") !== undefined;

  return function* convert({ cells }: TableRow): Generator<Converted> {
    const cell = (role: string) => some(plainText(cells[columns.find(role) ?? ""]));
    const read = parseOutputRow(cells, columns);
    if (!read.ok) {
      yield { field: read.field ?? null, message: read.reason };
      return;
    }
    const parsed = mapping.dialogues === "everywhere" ? withTurns(read.value) : read.value;
    const problem = findRowProblem(parsed, cells, columns);
    if (problem) {
      yield problem;
      return;
    }
    const { persona, prompt, response, factors } = parsed;
    if (persona && personas.get(persona.externalId) !== persona.text) {
      const known = personas.get(persona.externalId);
      if (known === undefined || known === "") personas.set(persona.externalId, persona.text);
      else if (persona.text !== "") {
        const message = `The persona "${persona.name}" has another text in an earlier row: give it another name`;
        yield { field: columns.find("persona_text") ?? columns.find("persona") ?? null, message };
        return;
      }
      if (known === undefined || persona.text !== "") yield mentionedPersona(persona);
    }
    const shape = layOut(parsed, isPair);
    const gold = cell("gold");
    const found = findGold(gold, shape, { truths: columns.truths, cells });
    if ("message" in found) {
      yield { field: columns.find("gold") ?? null, message: found.message };
      return;
    }
    const tuning = cells[columns.find("for_tuning") ?? ""];
    const isForTuning = readTuning(tuning);
    if (isForTuning === null) {
      yield { field: columns.find("for_tuning") ?? null, message: explainTuning(tuning) };
      return;
    }
    const reserved = findReservation(cell("reserved"));
    if ("message" in reserved) {
      yield { field: columns.find("reserved") ?? null, message: reserved.message };
      return;
    }
    const goldRationale = cell("gold_rationale");
    const about = {
      prompt:
        layoutOf(shape).judgesPrompt && response !== null ? [prompt, response].filter(Boolean).join("\n\n") : prompt,
      track: cell("track") ?? track,
      tier: cell("tier") ?? tier,
      goldAnswer: found.goldAnswer,
      referenceAnswer: cell("reference"),
      policyText: cell("policy"),
    };
    const promptTurns = mapping.dialogues === "off" ? null : splitDialogue(about.prompt, ruleFor(shape));
    const externalId = cell("id") ?? nextId([prompt, shape.layout, shape.parts]);
    yield {
      kind: "item",
      externalId,
      task: {
        externalId: cell("task") ?? taskName(about.prompt, externalId),
        ...about,
        ...(promptTurns && { promptTurns }),
      },
      factors: isPair ? factors.both : { ...factors.both, ...factors["1"] },
      ...((found.truth || parsed.preferred) && {
        truth: { ...(parsed.preferred && { [preferenceKey]: parsed.preferred }), ...found.truth },
      }),
      ...(isForTuning && { isForTuning }),
      ...reserved,
      ...(goldRationale !== undefined && { goldRationale }),
      ...shape,
    };
  };
}

/**
 * Outputs in rows of JSON Lines, JSON or CSV, with any factor columns. A row with options is a role identification, one
 * with `response_b`, or with a chosen and a rejected answer, a pair, one with turns a transcript, every other a single
 * response. A row without an id is named after its contents, so that loading the same file twice changes nothing.
 */
const readOutputs: Reader = (source, { mapping, table }) => convertRows(source, table, makeConverter(mapping), mapping);

export const outputs = defineFormat({
  key: "outputs",
  label: "Model outputs (JSONL, CSV or JSON, any columns)",
  detect: {
    possible: (columns) =>
      columns.hasAny("prompt", "response", "output", "completion", "option1", "response_a", "generated") ||
      columns.hasAny("generated_text", "actual_output", "user_input", "response_0", "response_1") ||
      columns.hasAny("turns", "messages", "conversation", "conversations", "transcript") ||
      columns.has("chosen", "rejected") ||
      (columns.has("answer") && columns.hasAny("question", "instruction", "input", "query", "id", "model")),
  },
  columns: "outputs",
  asks: ["dialogues"],
  read: readOutputs,
});
