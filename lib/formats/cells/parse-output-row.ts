import { type PersonaMention, readMention } from "@/lib/formats/cells/persona-mentions";
import { isPreferredFirst, readPreferredPair } from "@/lib/formats/cells/preferred-pair";
import { readTurns } from "@/lib/formats/cells/read-turns";
import { fullText, plainText } from "@/lib/formats/cells/take-text";
import type { OutputColumns } from "@/lib/formats/columns/output-columns";
import { fail, ok, type Result } from "@/lib/result";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells } from "@/lib/text/rows/table-rows";
import type { Turn } from "@/lib/text/split-dialogue";

type Factors = Record<string, string>;

/** A row taken apart, before it is put together as an item of one layout. */
export type OutputRow = {
  prompt: string;
  response: string | null;
  responseB: string | null;
  turns: Turn[] | null;
  options: { label: string; profile?: string }[];
  persona: PersonaMention | null;
  factors: { both: Factors; "1": Factors; "2": Factors };
  extra: Record<string, unknown> | undefined;
  /** The side that the row itself says is the better one. */
  preferred?: "1" | "2";
};

type FieldProblem = { field: string | null; message: string };

export const some = <T>(value: T | null | undefined | "") => (value === "" || value == null ? undefined : value);

/** Whether a text was taken out of a cell that holds more. */
const isOpened = (cell: unknown) =>
  typeof cell === "string" ? fullText(cell) !== cell : typeof cell === "object" && cell !== null;

/** What is kept beside the outputs: the columns meant for it, and whole the objects that a text was taken out of. */
function readExtra(cells: Cells, columns: OutputColumns) {
  const kept = columns.extras.filter((column) => some(cells[column]) !== undefined);
  const opened = ["response", "response_b"].flatMap((role) => {
    const column = columns.find(role);
    return column !== undefined && isOpened(cells[column]) ? [column] : [];
  });
  const extra = Object.fromEntries([...kept, ...opened].map((column) => [column, cells[column]]));
  return Object.keys(extra).length > 0 ? extra : undefined;
}

function readFactors(cells: Cells, columns: OutputColumns, persona: PersonaMention | null) {
  const factors: OutputRow["factors"] = { both: {}, "1": {}, "2": {} };
  if (columns.find("persona") !== undefined) factors.both.persona = persona?.name ?? "none";
  for (const { column, name, side } of columns.factors) {
    const level = plainText(cells[column]);
    if (level !== "") factors[side][name] = level;
  }
  return factors;
}

/** Prompt and answers of a row: as columns of their own, or as a preferred and a rejected one. */
function readAnswers(cells: Cells, columns: OutputColumns): Result<Partial<OutputRow>, string> {
  const cell = (role: string) => cells[columns.find(role) ?? ""];
  const prompt = [fullText(cell("prompt")), fullText(cell("context"))].filter((text) => text !== "").join("\n\n");
  if (columns.find("chosen") === undefined)
    return ok({
      prompt,
      response: some(fullText(cell("response"))) ?? null,
      responseB: some(fullText(cell("response_b"))) ?? null,
    });
  const pair = readPreferredPair(cell("chosen"), cell("rejected"));
  if (!pair.ok) return pair;
  const { chosen, rejected } = pair.value;
  const told = pair.value.prompt ?? "";
  const asked = told.includes(prompt) ? told : prompt;
  const isFirst = isPreferredFirst(asked, chosen, rejected);
  const [response, responseB] = isFirst ? [chosen, rejected] : [rejected, chosen];
  return ok({
    prompt: asked,
    response: some(response) ?? null,
    responseB: some(responseB) ?? null,
    preferred: isFirst ? "1" : "2",
  });
}

/** Takes a row apart by the roles of its columns. A list or object in place of a text is thrown as `NoText`. */
export function parseOutputRow(
  cells: Cells,
  columns: OutputColumns,
): Result<OutputRow, string> & Partial<FieldProblem> {
  const cell = (role: string) => cells[columns.find(role) ?? ""];
  const persona = readMention(cell("persona"), cell("persona_text"));
  const options = columns.options.flatMap(({ label, profile }) => {
    const text = plainText(cells[label]);
    return text === "" ? [] : [{ label: text, profile: some(profile && fullText(cells[profile])) }];
  });
  const turns = readTurns(cell("turns"));
  const turnsColumn = columns.find("turns") ?? null;
  if (!turns.ok) return { ...fail(turns.reason), field: turnsColumn };
  if (turns.value === null && cellText(cell("turns")) !== "")
    return { ...fail('Write turns as a list of { "speaker": ..., "text": ... }'), field: turnsColumn };
  const answers = readAnswers(cells, columns);
  if (!answers.ok) return { ...fail(`No two answers stand here: ${answers.reason}`), field: columns.find("chosen") };
  return ok({
    prompt: "",
    response: null,
    responseB: null,
    ...answers.value,
    turns: turns.value,
    options,
    persona,
    factors: readFactors(cells, columns, persona),
    extra: readExtra(cells, columns),
  });
}
