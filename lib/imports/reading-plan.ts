import { describeColumns } from "@/lib/formats/columns/describe-columns";
import { suggestRoles } from "@/lib/formats/columns/suggest-roles";
import type { ReadOptions } from "@/lib/formats/contract/convert-rows";
import { type Mapping, type MappingInput, mappingSchema } from "@/lib/formats/contract/mapping";
import type { Read } from "@/lib/formats/contract/records";
import { type Detected, detectFormat } from "@/lib/formats/detect/detect-format";
import { archiveKey, type FormatKey, formats, readableKeys } from "@/lib/formats/formats";
import type { ColumnView } from "@/lib/imports/contract";
import type { StudyVersions } from "@/lib/imports/protocol-plan";
import { fail, ok, type Result } from "@/lib/result";
import { takeHead } from "@/lib/text/bytes/open-bytes";
import { readLimits } from "@/lib/text/bytes/read-limits";
import { headBytes, type RandomAccess, type Source, UnreadableSource } from "@/lib/text/bytes/source";
import { cellText } from "@/lib/text/rows/cell-text";

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

/** Roles as asked for, else as suggested; those of columns that the file does not have are left out, where all of it was seen. */
function completeRoles(
  { columns, rows, table }: Detected,
  format: FormatKey,
  given: Mapping["columns"],
  questions: string[],
) {
  const { columns: purpose } = formats[format];
  if (!purpose) return given;
  const named = Object.entries(given).filter(
    ([column]) => columns.includes(column) || table.shape === "jsonl" || table.shape === "json",
  );
  return { ...suggestRoles(columns, rows, purpose, questions), ...Object.fromEntries(named) };
}

/** The formats, for a message. */
const listFormats = () => readableKeys.map((key) => `${key} (${formats[key].label})`).join(", ");

const explainUnknown = (because: string) => `${because}. Formats to choose from: ${listFormats()}`;

/** The beginning of a file as UTF-8 text, or all of one that is read from its end. */
export type Head = { bytes: Uint8Array; isHead: boolean; access?: RandomAccess };

/** The beginning of a text, with one whole row at least, however long it is. */
export async function readHead(fileName: string, read: () => AsyncIterable<Uint8Array>): Promise<Head> {
  for (let size = headBytes; ; size *= 8) {
    const bytes = await takeHead(read(), size);
    const isHead = bytes.length === size;
    if (!isHead || size > readLimits.lineBytes) return { bytes, isHead };
    if (!needsMore(await detectFormat(fileName, bytes, { isHead }))) return { bytes, isHead };
  }
}

/** Whether the first row goes on behind the head. */
export const needsMore = ({ format, rows, problem }: Detected) => format === null && rows.length === 0 && !problem;

/** The plan for a file, from its beginning and what was asked; or why there is none, where no format is asked for or recognised. Throws `UnreadableSource` for a file without a row that can be read. */
export async function planReading(
  asked: Asked,
  { bytes, isHead, access }: Head,
  versions: StudyVersions,
): Promise<Result<ReadingPlan, string>> {
  const detected = await detectFormat(asked.fileName, bytes, { isHead, access });
  const format = asked.format ?? detected.format;
  if (!format && detected.problem) throw new UnreadableSource(detected.problem.message, detected.problem.line);
  if (!format) return fail(explainUnknown(detected.because));
  const given = mappingSchema.parse(asked.mapping ?? {});
  const questions = (versions.published ?? versions.draft)?.questions.map(({ key }) => key) ?? [];
  const mapping = { ...given, columns: completeRoles(detected, format, given.columns, questions) };
  const table = { ...detected.table, ...(given.delimiter && { delimiter: given.delimiter }) };
  const { columns: purpose } = formats[format];
  return ok({
    format,
    because: asked.format ? null : detected.because,
    options: { mapping, table },
    columns: purpose ? viewColumns(detected, mapping.columns) : [],
    notes: purpose ? describeColumns(detected, mapping.columns, purpose) : [],
  });
}

/** The plan for a folder: there is one format of folders. */
export const planFolder = ({ mapping }: Asked): ReadingPlan => ({
  format: archiveKey,
  because: null,
  options: { mapping: mappingSchema.parse(mapping ?? {}), table: { shape: "jsonl" } },
  columns: [],
  notes: [],
});

/** Reads a source by its plan. */
export function readSource(source: Source, { format, options }: ReadingPlan): AsyncIterable<Read> {
  const { read, archive } = formats[format];
  if (source.kind === "folder" && archive) return archive(source, options);
  if (source.kind === "file" && read) return read(source, options);
  throw new RangeError(`readSource: ${format} reads no ${source.kind}`);
}
