import { isArchive } from "@/lib/exchange/detect-format";
import { formats } from "@/lib/exchange/formats";
import { type Preview, previewBytes } from "@/lib/imports/contract";
import { ProblemList } from "@/lib/imports/problem-list";
import type { StudyVersions } from "@/lib/imports/protocol-plan";
import { type Asked, planReading, readSource } from "@/lib/imports/reading-plan";
import type { RowSink } from "@/lib/imports/stager";
import { Stager } from "@/lib/imports/stager";

const mostProblems = 100;
const nowhere: RowSink = { add: () => undefined };

async function* only(bytes: Uint8Array) {
  yield bytes;
}

/**
 * What would come of a file, going by its beginning: the same reader, mapping and protocol as the import itself, without
 * a database. What needs the whole file (names that are taken, items that are missing) shows when it is loaded.
 */
export async function previewImport(asked: Asked, head: Uint8Array, versions: StudyVersions): Promise<Preview> {
  const nothing = {
    because: null,
    notes: [],
    columns: [],
    questions: [],
    protocolQuestions: [],
    sample: [],
    problems: [],
  };
  const planned = await planReading(asked, head, versions);
  if (!planned.ok)
    return {
      ...nothing,
      format: null,
      problems: [{ file: asked.fileName, line: 0, field: null, message: planned.reason }],
    };
  const plan = planned.value;
  if (isArchive(head)) return { ...nothing, format: plan.format };
  const problems = new ProblemList(mostProblems);
  const { mapping } = plan.options;
  const formatProtocol = formats[plan.format].protocol;
  const stager = new Stager({
    fileName: asked.fileName,
    mapping,
    versions,
    formatProtocol,
    personas: [],
    problems,
    rows: nowhere,
  });
  const isHead = head.length >= previewBytes;
  const bytes = only(isHead ? withoutLastLine(head) : head);
  const source = { kind: "file", name: asked.fileName, bytes, isHead } as const;
  for await (const read of readSource(source, plan)) stager.stage(read);
  const { protocol, mapper } = stager.protocol;
  return {
    ...{
      format: plan.format,
      because: plan.because,
      notes: plan.notes,
      columns: plan.columns,
      sample: stager.sample,
      problems: problems.kept,
    },
    ...{ questions: mapper.listSeen(), protocolQuestions: protocol.questions },
  };
}

/** A head that was cut off ends somewhere in a line. Without line ends it is JSON, whose reader takes what is whole. */
function withoutLastLine(head: Uint8Array): Uint8Array {
  const end = head.lastIndexOf(0x0a);
  return end < 0 ? head : head.subarray(0, end + 1);
}
