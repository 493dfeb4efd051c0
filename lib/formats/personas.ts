import { isBaselineName } from "@/lib/formats/cells/persona-mentions";
import { fullText, plainText } from "@/lib/formats/cells/take-text";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import { type Mapping, splitRole } from "@/lib/formats/contract/mapping";
import type { PersonaRecord } from "@/lib/formats/contract/records";
import { defineFormat } from "@/lib/formats/format";
import type { PersonaKind } from "@/lib/generated/prisma/enums";
import { cellText } from "@/lib/text/rows/cell-text";
import { isJsonObject, tryParseJson } from "@/lib/text/rows/parse-json";
import type { TableRow } from "@/lib/text/rows/table-rows";

const kinds: Record<string, PersonaKind> = {
  demographic: "DEMOGRAPHIC",
  character: "CHARACTER",
  individualized: "INDIVIDUALIZED",
  individualised: "INDIVIDUALIZED",
  baseline: "BASELINE",
};

/** A list of texts: as JSON, or one a line, or a single one. */
function texts(value: unknown): string[] {
  const list = typeof value === "string" && value.trim().startsWith("[") ? tryParseJson(value).value : value;
  if (Array.isArray(list)) return list.map(plainText).filter((text) => text !== "");
  return plainText(value)
    .split("\n")
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

function object(value: unknown): Record<string, unknown> {
  const parsed = typeof value === "string" ? tryParseJson(value).value : value;
  return isJsonObject(parsed) ? parsed : {};
}

const numbers = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const number = cellText(value) === "" ? Number.NaN : Number(value);
      return Number.isFinite(number) ? [[name, number] as const] : [];
    }),
  );

/** The id of the persona on a line of PersonaFeedback's `all_personas.jsonl`, by which its data files call it. */
export const personaOfUser = (userId: string) => `user-${userId}`;

/** Whether the rows are those of PersonaFeedback: its personas have no id but their line. */
const isPersonaFeedback = (columns: Mapping["columns"]) =>
  ["Name", "Demographics", "Personality"].every((column) => Object.hasOwn(columns, column));

function makeConverter({ columns }: Mapping) {
  const roles = Object.entries(columns).map(([column, role]) => ({ column, ...splitRole(role) }));
  const isByLine = isPersonaFeedback(columns);

  return function* convert({ cells, line }: TableRow): Generator<Converted> {
    const cell = (kind: string) => cells[roles.find((role) => role.kind === kind && role.name === "")?.column ?? ""];
    const named = (kind: string) =>
      roles.flatMap((role) => (role.kind === kind && role.name ? [[role.name, cells[role.column]] as const] : []));
    const name = plainText(cell("name"));
    const id = plainText(cell("id")) || (isByLine ? personaOfUser(String(line)) : name);
    if (id === "") {
      yield { field: "name", message: "A persona needs a name" };
      return;
    }
    const kind = plainText(cell("kind")).toLowerCase();
    if (kind !== "" && !kinds[kind]) {
      yield { field: "kind", message: `"${kind}" is no kind of persona: use ${Object.keys(kinds).join(", ")}` };
      return;
    }
    const sections = { ...object(cell("sections")), ...Object.fromEntries(named("section")) };
    yield {
      kind: "persona",
      externalId: id,
      name: name || id,
      personaKind: kinds[kind] ?? (isBaselineName(name) ? "BASELINE" : isByLine ? "INDIVIDUALIZED" : "CHARACTER"),
      text: fullText(cell("text")),
      sections: Object.fromEntries(Object.entries(sections).filter(([, value]) => cellText(value) !== "")),
      covariates: numbers({ ...object(cell("covariates")), ...Object.fromEntries(named("covariate")) }),
      statements: texts(cell("statements")),
      tags: texts(cell("tags")),
    } satisfies PersonaRecord;
  };
}

/** Personas, one a row: name, text, structured sections, statements, covariates. Without an id they go by their name. */
const readPersonas: Reader = (source, { mapping, table }) =>
  convertRows(source, table, makeConverter(mapping), mapping);

export const personas = defineFormat({
  key: "personas",
  label: "Personas (JSONL, CSV or JSON)",
  detect: {
    likely: (columns) => columns.has("name", "demographics", "personality"),
    possible: (columns) => columns.has("name") && columns.hasAny("text", "description", "statements", "sections"),
  },
  columns: "personas",
  read: readPersonas,
});
