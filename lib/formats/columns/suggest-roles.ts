import { readTuning } from "@/lib/formats/cells/read-tuning";
import {
  looksLikeBookkeeping,
  looksLikeLabels,
  looksLikeScale,
  looksPersonal,
} from "@/lib/formats/columns/column-kinds";
import { labelNames, outputNames, personaNames, type RoleNames } from "@/lib/formats/columns/role-names";
import { shownRoles } from "@/lib/formats/columns/shown-roles";
import { type NamedRole, splitRole } from "@/lib/formats/contract/mapping";
import { cellText } from "@/lib/text/rows/cell-text";
import { isNameless } from "@/lib/text/rows/nameless-column";
import type { Cells } from "@/lib/text/rows/table-rows";

/** What a table is read as: the same header means different things in a file of outputs and in one of labels. */
export type TablePurpose = "outputs" | "labels" | "personas";

const plain = (name: string) =>
  name
    .trim()
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");

const namesOf: Record<TablePurpose, RoleNames> = { outputs: outputNames, labels: labelNames, personas: personaNames };

/** Headings of a persona card rather than columns of a table (PersonaFeedback writes these four). */
const sectionNames = ["demographics", "personality", "preference", "preferences", "bias"];

/** Numbered answers are the two sides of a pair where there are two of them, and not the first of many. */
const numbered = /^(?:response|answer|output|completion)_([0-9])$/;

function isOneOfMany(column: string, columns: readonly string[]): boolean {
  const own = plain(column);
  if (!numbered.test(own)) return false;
  const stem = own.replace(/\d$/, "");
  return columns.filter((other) => numbered.test(plain(other)) && plain(other).startsWith(stem)).length !== 2;
}

const cellsOf = (column: string, rows: readonly Cells[]) =>
  rows.map((cells) => cells[column]).filter((cell) => cell !== null && cell !== undefined && cell !== "");

/** A split that is nothing but training is the name of a data set's part, and not what a judge was tuned on. */
const saysTuning = (cells: readonly unknown[]) =>
  cells.every((cell) => readTuning(cell) !== null) && !cells.every((cell) => /^train/i.test(cellText(cell)));

/** Names that mean other things too count only where the cells are of their kind. */
function mayBe(role: string, column: string, rows: readonly Cells[]): boolean {
  const cells = cellsOf(column, rows);
  if (role === "for_tuning") return saysTuning(cells);
  if (role === "turns") return cells.every((cell) => typeof cell === "string" || typeof cell === "object");
  const isVague = role === "context" || plain(column) === "context";
  return !isVague || cells.every((cell) => typeof cell === "string");
}

/** Column -> role by name. A role goes to one column, the one whose name stands first in the role's list. */
function rolesByName(columns: readonly string[], names: RoleNames, rows: readonly Cells[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [role, known] of Object.entries(names)) {
    const candidates = known.flatMap((name) =>
      columns.filter((column) => plain(column) === name && !found.has(column) && mayBe(role, column, rows)),
    );
    const free = candidates.find((column) => !isOneOfMany(column, columns));
    if (free !== undefined) found.set(free, role);
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

const writtenRoles: Record<TablePurpose, readonly NamedRole[]> = {
  outputs: ["factor", "factor_a", "factor_b", "truth"],
  labels: ["rater", "question"],
  personas: ["section", "covariate"],
};

/** A heading that is a role already: `truth:safety`, `factor_a:model`. */
function roleAsWritten(column: string, purpose: TablePurpose): string | null {
  const { kind, name } = splitRole(column.trim());
  const isRole = writtenRoles[purpose].some((role) => role === kind) && name !== "" && name !== "__proto__";
  return isRole ? `${kind}:${name}` : null;
}

/** A preferred answer without a rejected one is no pair; with one, the pair is what the row is about, and not the conversation beside it. */
function keepPairsWhole(byName: Map<string, string>): Map<string, string> {
  const roles = new Set(byName.values());
  const isPair = roles.has("chosen") && roles.has("rejected");
  const isOther = roles.has("response_b") ? ["turns"] : [];
  const unwanted = isPair ? ["response", "response_b", "turns"] : ["chosen", "rejected", ...isOther];
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
    const isOther = looksLikeLabels(column) || looksLikeScale(column, rows) || looksLikeBookkeeping(column);
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
  const byName = keepPairsWhole(rolesByName(others, namesOf[purpose], rows));
  const found = new Set(byName.values());
  const isShown = (role: string | undefined) => purpose === "outputs" && role !== undefined && shownRoles.has(role);
  const roleOf = (column: string) =>
    asked.get(column) ??
    (isShown(byName.get(column)) && looksPersonal(column, rows) ? "ignore" : byName.get(column)) ??
    roleAsWritten(column, purpose) ??
    roleInSeries(column, purpose) ??
    fallbackRole(column, purpose, rows, found);
  return Object.fromEntries(columns.map((column) => [column, roleOf(column)]));
}
