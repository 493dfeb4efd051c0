import { looksLikeLabels, looksLikeModels, looksLikeScale, looksPersonal } from "@/lib/formats/columns/column-kinds";
import { shownRoles } from "@/lib/formats/columns/shown-roles";
import type { TablePurpose } from "@/lib/formats/columns/suggest-roles";
import type { Mapping } from "@/lib/formats/contract/mapping";
import { isNameless } from "@/lib/text/rows/nameless-column";
import type { Cells } from "@/lib/text/rows/table-rows";

/** Roles without one of which there is nothing to judge. */
const holdsAnswers = new Set(["response", "response_b", "chosen", "turns", "option1"]);

const list = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(", ");
const say = (columns: readonly string[], one: string, many: string) =>
  columns.length === 0 ? [] : [`${list(columns)} ${columns.length === 1 ? one : many}`];

/** Whether every cell is a list that was written into a text: `["Hi"]`. */
function holdsWrittenLists(column: string, rows: readonly Cells[]): boolean {
  const cells = rows.map((row) => row[column]).filter((cell) => cell !== "" && cell !== null && cell !== undefined);
  return (
    cells.length > 0 &&
    cells.every((cell) => typeof cell === "string" && /^\s*\[\s*(["'])[\s\S]*\1\s*\]\s*$/.test(cell))
  );
}

/**
 * What a person should know about the roles of columns before a file is loaded: what raters would see although it seems to tell
 * who somebody is or which model wrote something, and what is left or kept aside because it seems personal or a label.
 */
export function describeColumns(
  { columns, rows }: { columns: readonly string[]; rows: readonly Cells[] },
  roles: Mapping["columns"],
  purpose: TablePurpose,
): string[] {
  const roleOf = (column: string) => roles[column] ?? "ignore";
  if (purpose === "personas") return [];
  const shown = columns.filter((column) => purpose === "outputs" && shownRoles.has(roleOf(column)));
  const left = columns.filter((column) => roleOf(column) === "ignore" && !isNameless(column));
  const personalLeft = left.filter((column) => looksPersonal(column, rows));
  const aside = columns.filter(
    (column) => roleOf(column) === "extra" && (looksLikeLabels(column) || looksLikeScale(column, rows)),
  );
  return [
    ...(purpose === "outputs" && !shown.some((column) => holdsAnswers.has(roleOf(column)))
      ? ["No column holds a response or options: raters are shown nothing of these rows. Say which column is which"]
      : []),
    ...say(
      shown.filter((column) => looksPersonal(column, rows)),
      "seems to say who somebody is, and raters will see it",
      "seem to say who somebody is, and raters will see them",
    ),
    ...say(
      shown.filter(looksLikeModels),
      "seems to name models, and raters will see it",
      "seem to name models, and raters will see them",
    ),
    ...say(
      shown.filter((column) => roleOf(column) !== "turns" && holdsWrittenLists(column, rows)),
      "holds lists written as text: raters will read them as they stand, brackets and quotes too",
      "hold lists written as text: raters will read them as they stand, brackets and quotes too",
    ),
    ...say(
      personalLeft,
      "seems to say who somebody is and is left out",
      "seem to say who somebody is and are left out",
    ),
    ...say(
      aside,
      "seems to hold labels: it is kept beside the outputs and counts as nothing. Load it as labels to have it counted",
      "seem to hold labels: they are kept beside the outputs and count as nothing. Load them as labels to have them counted",
    ),
    ...say(
      left.filter((column) => !personalLeft.includes(column)),
      "is not used",
      "are not used",
    ),
  ].map((sentence) => `${sentence}.`);
}
