import { suggestRoles } from "@/lib/formats/columns/suggest-roles";
import { type MappingInput, mappingSchema } from "@/lib/formats/contract/mapping";
import type { ImportRecord, Read } from "@/lib/formats/contract/records";
import { detectFormat } from "@/lib/formats/detect/detect-format";
import { type FormatKey, formats } from "@/lib/formats/formats";
import { personaFeedback } from "@/lib/formats/personafeedback";
import { headBytes } from "@/lib/text/bytes/source";

type RecordOf<Kind extends ImportRecord["kind"]> = Extract<ImportRecord, { kind: Kind }>;

async function collect(reads: AsyncIterable<Read>) {
  const all: Read[] = [];
  for await (const read of reads) all.push(read);
  const records = all.flatMap((read) => ("record" in read ? [read.record] : []));
  const ofKind = <Kind extends ImportRecord["kind"]>(kind: Kind) =>
    records.filter((record): record is RecordOf<Kind> => record.kind === kind);
  return {
    records,
    items: ofKind("item"),
    labels: ofKind("label"),
    personas: ofKind("persona"),
    problems: all.flatMap((read) => ("problem" in read ? [read.problem] : [])),
  };
}

async function* inPieces(text: string | Buffer, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** For tests: reads a text as an import of a file of that name would, and sorts what comes out. */
export async function makeReads(
  name: string,
  text: string | Buffer,
  { format, mapping = {} }: { format?: FormatKey; mapping?: MappingInput } = {},
) {
  const detected = await detectFormat(name, Buffer.from(text).subarray(0, headBytes));
  const key = format ?? detected.format;
  if (!key) throw new RangeError(`makeReads: ${name} was not recognised`);
  const { read, columns: purpose } = formats[key];
  if (!read) throw new RangeError(`makeReads: ${key} is a folder`);
  const given = mappingSchema.parse(mapping);
  const roles = purpose ? suggestRoles(detected.columns, detected.rows, purpose) : {};
  const options = { mapping: { ...given, columns: { ...roles, ...given.columns } }, table: detected.table };
  const source = { kind: "file", name, bytes: inPieces(text, 37) } as const;
  return { format: key, ...(await collect(read(source, options))) };
}

/** The same for a PersonaFeedback folder, given as path -> text. */
export function makeFolderReads(files: Readonly<Record<string, string>>, name = "folder") {
  const entries = Object.entries(files).map(([path, text]) => ({ path, open: () => inPieces(text, 37) }));
  const options = { mapping: mappingSchema.parse({}), table: { shape: "jsonl" } } as const;
  const { archive: readFolder } = personaFeedback;
  if (!readFolder) throw new RangeError("makeFolderReads: no format reads folders");
  return collect(readFolder({ kind: "folder", name, files: entries }, options));
}
