import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells } from "@/lib/text/rows/table-rows";

/*
 * What the name and the cells of a column tell about it, where no role says it.
 */

const words = (column: string) =>
  column
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

const personalWords = new Set([
  ...["email", "mail", "ip", "phone", "telephone", "address", "recipient", "birthday", "birthdate", "dob", "ssn"],
  ...["user", "users", "username", "annotator", "annotators", "worker", "rater", "respondent", "participant"],
  ...["labeler", "labeller", "coder", "reviewer", "surname", "firstname", "lastname", "ipaddress"],
]);
const personalNames = /^(?:(?:first|last|full|family|given)_name|completed_by|created_by|updated_by|session_id)$/;
const personalCell = /^(?:[^\s@]+@[^\s@]+\.[^\s@]{2,}|\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4})$/i;

const cellsOf = (column: string, rows: readonly Cells[]) =>
  rows.map((cells) => cellText(cells[column])).filter((text) => text !== "");

const mostly = (texts: readonly string[], fits: (text: string) => boolean) =>
  texts.length > 0 && texts.filter(fits).length * 2 >= texts.length;

/** Whether a column seems to say who somebody is: an address, a name, an account. */
export function looksPersonal(column: string, rows: readonly Cells[]): boolean {
  const parts = words(column);
  // What a user said is a text; who they are is not.
  const isText = parts.some((part) =>
    ["prompt", "query", "message", "input", "question", "request", "text"].includes(part),
  );
  if (!isText && (parts.some((part) => personalWords.has(part)) || personalNames.test(parts.join("_")))) return true;
  return mostly(cellsOf(column, rows), (text) => personalCell.test(text));
}

const labelWords = new Set([
  ...["label", "labels", "rating", "ratings", "score", "scores", "annotation", "annotations", "vote", "votes"],
  ...[
    "winner",
    "verdict",
    "judgment",
    "judgement",
    "responses",
    "accept",
    "preference",
    "judge",
    "suggestion",
    "suggestions",
  ],
]);

/** Whether a column seems to hold labels that somebody gave, which no factor is made of. */
export const looksLikeLabels = (column: string) => words(column).some((part) => labelWords.has(part));

/** What answers are commonly rated for. */
const qualities = new Set([
  ...["helpfulness", "helpful", "harmlessness", "harmless", "honesty", "correctness", "coherence", "verbosity"],
  ...["complexity", "quality", "fluency", "relevance", "safety", "safe", "toxicity", "toxic", "empathy", "accuracy"],
  ...["faithfulness", "groundedness", "completeness", "consistency", "fidelity", "persuasiveness"],
]);
const ratingCell = /^(?:-?\d+(?:\.\d+)?|true|false|yes|no)$/i;

/** Whether a column seems to rate what stands in the row: called after a quality, with numbers, or true and false. */
export function looksLikeScale(column: string, rows: readonly Cells[]): boolean {
  const texts = cellsOf(column, rows);
  return (
    words(column).some((part) => qualities.has(part)) &&
    texts.length > 0 &&
    texts.every((text) => ratingCell.test(text))
  );
}

const idWords = new Set(["id", "ids", "uuid", "hash", "index", "idx", "guid", "key"]);
const timeWords = new Set(["timestamp", "tstamp", "date", "time", "datetime", "created", "updated", "at"]);
const conditionWords = new Set(["model", "persona", "method", "condition", "system", "prompt", "template"]);

/** Whether a column names or dates rows rather than telling what they have in common. */
export function looksLikeBookkeeping(column: string): boolean {
  const parts = words(column);
  const last = parts.at(-1) ?? "";
  if (parts.some((part) => conditionWords.has(part))) return false;
  return idWords.has(last) || timeWords.has(last) || column.startsWith("_");
}

const modelWords = new Set(["model", "models", "generator", "engine", "llm", "provider", "deployment"]);

/** Whether a column seems to name the model that wrote something. */
export const looksLikeModels = (column: string) => {
  const parts = words(column);
  return (
    parts.some((part) => modelWords.has(part)) && !parts.some((part) => ["output", "response", "answer"].includes(part))
  );
};
