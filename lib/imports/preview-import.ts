import { detectFormat } from "@/lib/formats/detect/detect-format";
import { archiveKey, formats } from "@/lib/formats/formats";
import type { Preview } from "@/lib/imports/contract";
import { noLetters } from "@/lib/imports/import-report";
import type { KnownNames } from "@/lib/imports/known-names";
import { ProblemList } from "@/lib/imports/problem-list";
import type { StudyVersions } from "@/lib/imports/protocol-plan";
import { type Asked, type Head, needsMore, planReading, readSource } from "@/lib/imports/reading-plan";
import type { RowSink } from "@/lib/imports/stager";
import { Stager } from "@/lib/imports/stager";
import { explainArchive } from "@/lib/text/bytes/file-kinds";
import { EncodingAsked, openBytes, takeHead } from "@/lib/text/bytes/open-bytes";
import { readLimits } from "@/lib/text/bytes/read-limits";
import { UnreadableSource } from "@/lib/text/bytes/source";

const mostProblems = 100;
/** A Parquet file or a long head holds far more than anybody looks at. */
const mostRead = 5000;
const nowhere: RowSink = { add: () => undefined };

async function* only(bytes: Uint8Array) {
  yield bytes;
}

const nothing: Preview = {
  format: null,
  because: null,
  notes: [],
  columns: [],
  questions: [],
  protocolQuestions: [],
  sample: [],
  shownItems: [],
  letters: noLetters,
  problems: [],
  encoding: null,
  needs: null,
};

const refused = (file: string, message: string, line = 0): Preview => ({
  ...nothing,
  problems: [{ file, line, field: null, message }],
});

/** What the study has already. */
export type InStudy = { versions: StudyVersions; known: KnownNames };

/** A part of a file; `isCut`: more of it is elsewhere. */
export type Part = { bytes: Uint8Array; isCut: boolean };

const officeNames = [
  "xl/workbook.xml",
  "xl/workbook.bin",
  "word/document.xml",
  "content.xml",
  "META-INF/manifest.xml",
  "Index/Document.iwa",
];

/** An archive's list of names stands at its end, but each also stands before its file. */
function previewArchive(fileName: string, { bytes }: Part): Preview {
  const names = officeNames.filter((name) => Buffer.from(bytes).includes(name));
  const because = explainArchive((path) => names.includes(path));
  return because === null ? { ...nothing, format: archiveKey } : refused(fileName, because);
}

/** What can be looked at of a part: text, or all of a file that is read from its end. */
async function openPart({ fileName, mapping }: Asked, { bytes, isCut }: Part) {
  const access = { size: bytes.length, read: async (from: number, to: number) => bytes.subarray(from, to) };
  const opened = await openBytes(fileName, access, { encoding: mapping?.encoding, isCut });
  if (opened.kind === "archive") return "archive";
  if (opened.kind === "parquet")
    return isCut ? "whole" : { name: fileName, head: { bytes: new Uint8Array(), isHead: false, access } };
  const head = await takeHead(opened.read(), readLimits.unpackedBytes);
  if (isCut && needsMore(await detectFormat(opened.name, head, { isHead: true }))) return "more";
  return { name: opened.name, head: { bytes: head, isHead: isCut } };
}

async function previewHead(
  asked: Asked,
  { bytes, isHead, access }: Head,
  { versions, known }: InStudy,
): Promise<Preview> {
  const planned = await planReading(asked, { bytes, isHead, access }, versions);
  if (!planned.ok) return refused(asked.fileName, planned.reason);
  const plan = planned.value;
  const problems = new ProblemList(mostProblems);
  const { mapping } = plan.options;
  const formatProtocol = formats[plan.format].protocol;
  const { fileName } = asked;
  const given = { fileName, mapping, versions, formatProtocol, known, problems, rows: nowhere };
  const stager = new Stager(given);
  const source = { kind: "file", name: asked.fileName, bytes: only(bytes), isHead, access } as const;
  let read = 0;
  for await (const record of readSource(source, plan)) {
    stager.stage(record);
    if (problems.isEnough || ++read >= mostRead) break;
  }
  const { protocol, mapper } = stager.protocol;
  return {
    ...nothing,
    format: plan.format,
    because: plan.because,
    columns: plan.columns,
    notes: [...plan.notes, ...mapper.describeUnread(), ...stager.cuts.notes()],
    sample: stager.sample,
    shownItems: stager.shownItems,
    letters: stager.letters,
    problems: problems.kept,
    questions: mapper.listSeen(),
    protocolQuestions: protocol.questions,
  };
}

/**
 * What would come of a file, going by its beginning: the same reader, mapping and protocol as the import itself, without
 * a database. What needs the whole file (names that are taken, items that are missing) shows when it is loaded.
 */
export async function previewImport(asked: Asked, part: Part, inStudy: InStudy): Promise<Preview> {
  try {
    const opened = await openPart(asked, part);
    if (opened === "archive") return previewArchive(asked.fileName, part);
    if (typeof opened === "string") return { ...nothing, needs: opened };
    return await previewHead({ ...asked, fileName: opened.name }, opened.head, inStudy);
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    const encoding = error instanceof EncodingAsked ? error.guess : null;
    return { ...refused(asked.fileName, error.message, error.line), encoding };
  }
}
