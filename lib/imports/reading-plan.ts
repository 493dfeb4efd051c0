import { cellText } from "@/lib/exchange/cell-text";
import type { ReadOptions } from "@/lib/exchange/convert-rows";
import { describeColumns } from "@/lib/exchange/describe-columns";
import { type Detected, detectFormat } from "@/lib/exchange/detect-format";
import { type FormatKey, formatKeys, formatLabels } from "@/lib/exchange/format-keys";
import { formats } from "@/lib/exchange/formats";
import { type Mapping, type MappingInput, mappingSchema } from "@/lib/exchange/mapping";
import { readPersonaFeedback } from "@/lib/exchange/read-personafeedback";
import type { Read } from "@/lib/exchange/records";
import type { Source, SourceFile, SourceFolder } from "@/lib/exchange/source";
import { suggestRoles } from "@/lib/exchange/suggest-roles";
import type { ColumnView } from "@/lib/imports/contract";
import type { StudyVersions } from "@/lib/imports/protocol-plan";
import { fail, ok, type Result } from "@/lib/result";

/** How a file is going to be read. */
export type ReadingPlan = {
  format: FormatKey;
  /** Why this format, where nobody chose it. */
  because: string | null;
  options: ReadOptions;
  columns: ColumnView[];
  /** What somebody has to know about the columns before the file is loaded. */
  notes: string[];
};

export type Asked = { fileName: string; format?: FormatKey; mapping?: MappingInput };

const sampleCount = 3;
const sampleChars = 120;

function viewColumns({ columns, rows }: Detected, roles: Mapping["columns"]): ColumnView[] {
  return columns.map((name) => {
    const texts = rows.map((cells) => cellText(cells[name])).filter((text) => text !== "");
    const samples = [...new Set(texts)].slice(0, sampleCount).map((text) => text.slice(0, sampleChars));
    return { name, role: roles[name] ?? "ignore", samples };
  });
}

/** Roles as asked for, else as suggested; those of columns that the file does not have are left out. */
function completeRoles({ columns, rows }: Detected, format: FormatKey, given: Mapping["columns"], questions: string[]) {
  const { purpose } = formats[format];
  if (!purpose) return given;
  const named = Object.entries(given).filter(([column]) => columns.includes(column));
  return { ...suggestRoles(columns, rows, purpose, questions), ...Object.fromEntries(named) };
}

/** The formats, for a message. */
const listFormats = () => formatKeys.map((key) => `${key} (${formatLabels[key]})`).join(", ");

const explainUnknown = (because: string) => `${because}. Formats to choose from: ${listFormats()}`;

/** The plan for a file, from its beginning and what was asked; or why there is none, where no format is asked for or recognised. */
export async function planReading(
  asked: Asked,
  head: Uint8Array,
  versions: StudyVersions,
): Promise<Result<ReadingPlan, string>> {
  const detected = await detectFormat(asked.fileName, head);
  const format = asked.format ?? detected.format;
  if (!format) return fail(explainUnknown(detected.because));
  const given = mappingSchema.parse(asked.mapping ?? {});
  const questions = (versions.published ?? versions.draft)?.questions.map(({ key }) => key) ?? [];
  const mapping = { ...given, columns: completeRoles(detected, format, given.columns, questions) };
  const table = { ...detected.table, ...(given.delimiter && { delimiter: given.delimiter }) };
  const { purpose } = formats[format];
  return ok({
    ...{ format, because: asked.format ? null : detected.because, options: { mapping, table } },
    columns: purpose ? viewColumns(detected, mapping.columns) : [],
    notes: purpose ? describeColumns(detected, mapping.columns, purpose) : [],
  });
}

/** The plan for a folder: there is one format of folders. */
export const planFolder = ({ mapping }: Asked): ReadingPlan => ({
  format: "personafeedback",
  because: null,
  options: { mapping: mappingSchema.parse(mapping ?? {}), table: { shape: "jsonl" } },
  columns: [],
  notes: [],
});

/** One of the data files on its own, put where its folder would have it. */
function asFolder(file: SourceFile, { track, tier }: Mapping): SourceFolder {
  const stem = file.name.replace(/^.*[/\\]/, "").replace(/\.jsonl$/, "");
  const path = `data/${track ?? "general"}/${tier ?? stem}.jsonl`;
  return { kind: "folder", name: file.name, files: [{ path, open: () => file.bytes }] };
}

/** Reads a source by its plan. */
export function readSource(source: Source, { format, options }: ReadingPlan): AsyncIterable<Read> {
  const { read } = formats[format];
  if (source.kind === "folder") return readPersonaFeedback(source, options);
  return read ? read(source, options) : readPersonaFeedback(asFolder(source, options.mapping), options);
}
