import { isPreferredFirst } from "@/lib/formats/cells/preferred-pair";
import { fullText, plainText } from "@/lib/formats/cells/take-text";
import { taskName } from "@/lib/formats/cells/task-name";
import { type Converted, convertRows, type ReadOptions } from "@/lib/formats/contract/convert-rows";
import type { Mapping } from "@/lib/formats/contract/mapping";
import type { ItemRecord, PersonaRecord, Read } from "@/lib/formats/contract/records";
import { personaPreferenceProtocol, preferenceKey } from "@/lib/formats/contract/suggested-protocols";
import { defineFormat } from "@/lib/formats/format";
import { personaFeedbackFiles } from "@/lib/formats/parts/personafeedback-files";
import { personaOfUser } from "@/lib/formats/personas";
import type { FolderFile, SourceFile, SourceFolder } from "@/lib/text/bytes/source";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells, TableRow } from "@/lib/text/rows/table-rows";

const personaPath = /(?:^|\/)persona\/all_personas\.jsonl$/;
const dataPath = /(?:^|\/)(general|spedific|specific)\/(easy|medium|hard)\.jsonl$/;

/** The layout's own spelling of the folder is `spedific`; both mean the specific track. */
const placeOf = (path: string) => {
  const [, folder, tier] = dataPath.exec(path) ?? [];
  return folder && tier ? { track: folder === "general" ? "general" : "specific", tier } : null;
};

/** What of a persona's line is no section of its card: our own export adds the text as `Description`. */
const noSections = new Set(["Name", "Description"]);

function toPersona(cells: Cells, line: number): PersonaRecord | Exclude<Converted, { kind: string }> {
  const name = plainText(cells.Name);
  if (name === "") return { field: "Name", message: "The persona has no name" };
  const sections = Object.entries(cells).filter(([key, value]) => !noSections.has(key) && cellText(value) !== "");
  return {
    kind: "persona",
    externalId: personaOfUser(String(line)),
    name,
    personaKind: "INDIVIDUALIZED",
    text: fullText(cells.Description),
    sections: Object.fromEntries(sections),
    covariates: {},
    statements: [],
    tags: [],
  };
}

type Place = { track: string; tier: string };

/** The two replies in canonical order: by their texts' hash, so that the order does not give the answer away. */
function toItem({ cells, line }: TableRow, { track, tier }: Place, rowNumber: number): ItemRecord {
  const question = fullText(cells.question);
  const [chosen, reject] = [fullText(cells.chosen), fullText(cells.reject ?? cells.rejected)];
  const isChosenFirst = isPreferredFirst(question, chosen, reject);
  const persona = personaOfUser(plainText(cells.user_id));
  const part = (text: string) => ({ output: { text, factors: {}, persona } });
  const externalId = `${track}/${tier}/${rowNumber || line}`;
  return {
    kind: "item",
    externalId,
    layout: "PAIR",
    factors: {},
    isServable: true,
    task: { externalId: taskName(question, externalId), prompt: question, persona, track, tier },
    parts: (isChosenFirst ? [chosen, reject] : [reject, chosen]).map(part),
    truth: { [preferenceKey]: isChosenFirst ? "1" : "2" },
  };
}

function findRowProblem(cells: Cells, personas: number | null): Exclude<Converted, { kind: string }> | null {
  const empty = ["user_id", "question", "chosen"].find((field) => plainText(cells[field]) === "");
  if (empty) return { field: empty, message: `"${empty}" is missing` };
  if (plainText(cells.reject ?? cells.rejected) === "") return { field: "reject", message: '"reject" is missing' };
  const userId = plainText(cells.user_id);
  if (!/^[1-9]\d*$/.test(userId)) return { field: "user_id", message: `"${userId}" is no line number` };
  if (personas === null || Number(userId) <= personas) return null;
  const message = `"${userId}" is no line of all_personas.jsonl, which has ${personas}`;
  return { field: "user_id", message };
}

const open = (file: FolderFile) => ({ kind: "file", name: file.path, bytes: file.open() }) as const;

/** Reads the personas, line by line: a user's id is the number of the line, counted from 1. */
async function* readAllPersonas(file: FolderFile, options: ReadOptions): AsyncGenerator<Read> {
  const table = { ...options.table, keepsObjects: true };
  for await (const read of convertRows(open(file), table, ({ cells, line }) => [toPersona(cells, line)]))
    yield "record" in read ? { ...read, file: file.path } : read;
}

async function* readPairs(file: FolderFile, place: Place, personas: number | null, options: ReadOptions) {
  let rows = 0;
  const convert = (row: TableRow) => {
    rows++;
    return [findRowProblem(row.cells, personas) ?? toItem(row, place, rows)];
  };
  for await (const read of convertRows(open(file), options.table, convert))
    yield "record" in read ? { ...read, file: file.path } : read;
}

const nameFiles = (files: readonly FolderFile[]) =>
  files.length === 0
    ? " (this one is empty)"
    : ` (here are ${files
        .slice(0, 3)
        .map(({ path }) => path)
        .join(", ")}${files.length > 3 ? " ..." : ""})`;

/**
 * A PersonaFeedback folder: `persona/all_personas.jsonl` and `data/{general,spedific}/{easy,medium,hard}.jsonl`; the
 * spellings `specific` and `rejected` are taken too. Each row becomes a pair for its persona with the preferred reply as
 * hidden truth. Without the personas' file the rows refer to personas of the study.
 */
async function* readPersonaFeedback(folder: SourceFolder, given: ReadOptions): AsyncGenerator<Read> {
  const options: ReadOptions = { ...given, table: { shape: "jsonl" } };
  const byPath = [...folder.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const personaFile = byPath.find(({ path }) => personaPath.test(path));
  const dataFiles = byPath.flatMap((file) => {
    const place = placeOf(file.path);
    return place ? [{ file, place }] : [];
  });
  if (!personaFile && dataFiles.length === 0) {
    const message = `This is no PersonaFeedback folder: persona/all_personas.jsonl and data/general/easy.jsonl are not there. No other folder or archive is read: load the table by itself${nameFiles(byPath)}`;
    yield { problem: { file: folder.name, line: 0, field: null, message } };
    return;
  }
  let personas = 0;
  if (personaFile)
    for await (const read of readAllPersonas(personaFile, options)) {
      if ("record" in read) personas = Math.max(personas, read.line);
      yield read;
    }
  for (const { file, place } of dataFiles) yield* readPairs(file, place, personaFile ? personas : null, options);
}

/** One of the data files on its own, put where its folder would have it. */
function asFolder(file: SourceFile, { track, tier }: Mapping): SourceFolder {
  const stem = file.name.replace(/^.*[/\\]/, "").replace(/\.jsonl$/, "");
  const path = `data/${track ?? "general"}/${tier ?? stem}.jsonl`;
  return { kind: "folder", name: file.name, files: [{ path, open: () => file.bytes }] };
}

export const personaFeedback = defineFormat({
  key: "personafeedback",
  label: "PersonaFeedback folder (zip)",
  detect: {
    certain: (columns) => columns.has("user_id", "question", "chosen") && columns.hasAny("reject", "rejected"),
  },
  protocol: personaPreferenceProtocol,
  read: (file, options) => readPersonaFeedback(asFolder(file, options.mapping), options),
  archive: readPersonaFeedback,
  write: {
    key: "x1",
    title: "PersonaFeedback dataset",
    slug: "personafeedback",
    description:
      "Preference pairs as persona/all_personas.jsonl and data/{general,spedific}/{easy,medium,hard}.jsonl, with the reply that most people preferred as chosen. Votes, ties, agreement and shown positions lie beside it in annotations.jsonl.",
    summary: "PersonaFeedback dataset: personas, pairs by track and tier, annotations (a folder, or a zip)",
    forms: ["zip"],
    options: ["compat", "question", "version"],
    files: personaFeedbackFiles,
  },
});
