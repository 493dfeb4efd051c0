import { cellText } from "@/lib/exchange/cell-text";
import { looksLikeBookkeeping, looksLikeLabels, looksPersonal } from "@/lib/exchange/column-kinds";
import { isNameless } from "@/lib/exchange/nameless-column";
import { shownRoles } from "@/lib/exchange/shown-roles";
import type { Cells } from "@/lib/exchange/table-rows";

/** What a table is read as: the same header means different things in a file of outputs and in one of labels. */
export type TablePurpose = "outputs" | "labels" | "personas";

const plain = (name: string) =>
  name
    .trim()
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");

/** Role -> names it goes by, spelt plainly. The first column that fits gets it. */
type Names = Record<string, readonly string[]>;

const outputNames: Names = {
  id: ["custom_id", "id", "item_id", "item", "uid", "external_id", "row_id", "example_id"],
  task: ["task_id", "prompt_id", "question_id", "scenario_id"],
  prompt: ["prompt", "question", "instruction", "input", "query", "user_prompt", "user_query", "context", "dialogue"],
  response: [
    "response",
    "output",
    "completion",
    "answer",
    "generation",
    "reply",
    "model_output",
    "model_response",
    "model_answer",
    "ai_response",
    "response_a",
    "answer_a",
    "output_a",
    "generated",
    "text",
  ],
  chosen: ["chosen", "preferred", "chosen_response"],
  rejected: ["rejected", "reject", "rejected_response"],
  response_b: ["response_b", "answer_b", "output_b", "completion_b", "reply_b"],
  turns: ["turns", "messages", "conversation", "conversations", "transcript"],
  persona: ["persona", "persona_name", "persona_id", "patient_persona", "character", "role", "profession"],
  persona_text: ["persona_text", "persona_description", "persona_prompt", "system_prompt"],
  gold: ["gold", "gt", "gold_answer", "ground_truth", "gold_label", "correct_answer"],
  tier: ["tier", "difficulty"],
  track: ["track", "subset"],
  reference: ["reference", "reference_answer", "ideal_response", "ideal_answer"],
  policy: ["policy", "policy_text"],
};

const labelNames: Names = {
  item: ["item", "item_id", "id", "external_id", "example_id", "task_id"],
  judge: ["judge", "judge_model", "judge_name", "evaluator", "classifier"],
  rater: ["rater", "rater_id", "annotator", "annotator_id", "worker", "worker_id", "user", "coder", "labeler"],
  group: ["group", "rater_group"],
  question: ["question", "question_key", "dimension", "aspect", "criterion", "metric"],
  value: ["value", "label", "score", "rating", "answer", "verdict", "choice", "judgment"],
  target: ["target"],
  confidence: ["confidence", "certainty"],
  rationale: ["rationale", "reason", "comment", "explanation", "justification"],
  occurrence: ["occurrence", "vote"],
  probabilities: ["probabilities", "probs", "distribution"],
  raw: ["raw", "raw_output", "response"],
  prompt_version: ["prompt_version"],
  model_family: ["model_family", "family"],
};

const personaNames: Names = {
  id: ["id", "user_id", "persona_id", "external_id"],
  name: ["name", "persona", "persona_name", "character"],
  text: ["text", "description", "persona_text", "profile", "bio"],
  kind: ["kind", "type"],
  sections: ["sections"],
  statements: ["statements", "facts"],
  tags: ["tags"],
  covariates: ["covariates"],
};

const namesOf: Record<TablePurpose, Names> = { outputs: outputNames, labels: labelNames, personas: personaNames };

/** Headings of a persona card rather than columns of a table (PersonaFeedback writes these four). */
const sectionNames = ["demographics", "personality", "preference", "preferences", "bias"];

/** Column -> role by name. A role goes to one column, the one whose name stands first in the role's list. */
function rolesByName(columns: readonly string[], names: Names): Map<string, string> {
  const found = new Map<string, string>();
  for (const [role, known] of Object.entries(names)) {
    const candidates = known.flatMap((name) =>
      columns.filter((column) => plain(column) === name && !found.has(column)),
    );
    if (candidates[0] !== undefined) found.set(candidates[0], role);
  }
  return found;
}

/** Roles of columns that come in series: options of a role identification, the two sides of a pair, persona sections. */
function roleInSeries(column: string, purpose: TablePurpose): string | null {
  const name = plain(column);
  if (purpose === "personas") return sectionNames.includes(name) ? `section:${column}` : null;
  if (purpose !== "outputs") return null;
  const option = /^(?:option|candidate|choice)_?([1-8])(_profile)?$/.exec(name);
  if (option) return `option${option[1]}${option[2] ?? ""}`;
  const side = /^(.+)_([ab])$/.exec(name);
  return side ? `factor_${side[2]}:${side[1]}` : null;
}

/** A preferred answer without a rejected one is no pair; with one, the pair is what the row is about. */
function keepPairsWhole(byName: Map<string, string>): Map<string, string> {
  const roles = new Set(byName.values());
  const isPair = roles.has("chosen") && roles.has("rejected");
  const unwanted = isPair ? ["response", "response_b"] : ["chosen", "rejected"];
  return new Map([...byName].filter(([, role]) => !unwanted.includes(role)));
}

const longestLevel = 60;

/** Whether the cells look like levels of a factor: short, and not a different one in every row. */
function looksLikeFactor(column: string, rows: readonly Cells[]): boolean {
  // Lists and objects are no levels.
  if (rows.some((cells) => typeof cells[column] === "object" && cells[column] !== null)) return false;
  const values = rows.map((cells) => cellText(cells[column])).filter((text) => text !== "");
  const isShort = values.every((text) => text.length <= longestLevel && !text.includes("\n"));
  return isShort && values.length > 0 && (values.length < 5 || new Set(values).size < values.length);
}

function fallbackRole(
  column: string,
  purpose: TablePurpose,
  rows: readonly Cells[],
  found: ReadonlySet<string>,
): string {
  if (column === "__proto__" || isNameless(column)) return "ignore";
  if (purpose !== "personas" && looksPersonal(column, rows)) return "ignore";
  if (purpose === "personas") return holdsNumbers(column, rows) ? `covariate:${column}` : `section:${column}`;
  if (purpose === "outputs") {
    const isOther = looksLikeLabels(column) || looksLikeBookkeeping(column);
    return !isOther && looksLikeFactor(column, rows) ? `factor:${column.replace(/^factors\./, "")}` : "extra";
  }
  // A table of labels without a column of values is wide: a column per question, or per rater.
  if (found.has("value") || looksLikeBookkeeping(column) || holdsTexts(column, rows)) return "ignore";
  return found.has("rater") || found.has("judge") ? `question:${column}` : `rater:${column}`;
}

/** Longer than labels are. */
const holdsTexts = (column: string, rows: readonly Cells[]) =>
  rows.some((cells) => cellText(cells[column]).length > longestLevel || cellText(cells[column]).includes("\n"));

function holdsNumbers(column: string, rows: readonly Cells[]): boolean {
  const texts = rows.map((cells) => cellText(cells[column])).filter((text) => text !== "");
  return texts.length > 0 && texts.every((text) => Number.isFinite(Number(text)));
}

/**
 * Columns that are called like questions of the protocol hold answers to them, unless there is a column that says which
 * question a row is about: beside that one, `confidence` and the like mean what they always mean.
 */
function askedColumns(columns: readonly string[], questionKeys: readonly string[]): Map<string, string> {
  if (columns.some((column) => labelNames.question?.includes(plain(column)))) return new Map();
  return new Map(columns.flatMap((column) => (questionKeys.includes(column) ? [[column, `question:${column}`]] : [])));
}

/** A role for every column, from its name, some rows and the study's questions. A person looks at it before anything is loaded. */
export function suggestRoles(
  columns: readonly string[],
  rows: readonly Cells[],
  purpose: TablePurpose,
  questionKeys: readonly string[] = [],
): Record<string, string> {
  const asked = purpose === "labels" ? askedColumns(columns, questionKeys) : new Map<string, string>();
  const others = columns.filter((column) => !asked.has(column));
  const byName = keepPairsWhole(rolesByName(others, namesOf[purpose]));
  const found = new Set(byName.values());
  const isShown = (role: string | undefined) => purpose === "outputs" && role !== undefined && shownRoles.has(role);
  const roleOf = (column: string) =>
    asked.get(column) ??
    (isShown(byName.get(column)) && looksPersonal(column, rows) ? "ignore" : byName.get(column)) ??
    roleInSeries(column, purpose) ??
    fallbackRole(column, purpose, rows, found);
  return Object.fromEntries(columns.map((column) => [column, roleOf(column)]));
}
