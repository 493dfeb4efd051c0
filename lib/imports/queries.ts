import { db } from "@/lib/db/client";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import { isFormatKey } from "@/lib/formats/formats";
import type { ImportStatus, ImportSummary } from "@/lib/imports/contract";
import { readStoredCounts } from "@/lib/imports/import-report";
import type { StudyVersion, StudyVersions } from "@/lib/imports/protocol-plan";
import { readMixing } from "@/lib/imports/read-mixing";
import { sweepStaleImports } from "@/lib/imports/stale-imports";
import { questionsSchema } from "@/lib/protocol/schema";
import type { StudyAccess } from "@/lib/studies/proof";
import type { Problem } from "@/lib/text/rows/problem";

const summarySelect = {
  id: true,
  state: true,
  format: true,
  fileName: true,
  createdAt: true,
  finishedAt: true,
  counts: true,
} as const;

type SummaryRow = Awaited<ReturnType<typeof findRows>>[number];

const findRows = (studyId: string, take: number) =>
  db.import.findMany({
    where: { studyId },
    select: summarySelect,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take,
  });

function toSummary({ counts: stored, format, createdAt, finishedAt, ...row }: SummaryRow): ImportSummary {
  const { counts, report } = readStoredCounts(stored);
  return {
    ...row,
    counts,
    problemCount: report.problemCount,
    format: isFormatKey(format) ? format : null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** The newest imports of a study. */
export async function listImports({ studyId }: StudyAccess): Promise<ImportSummary[]> {
  await sweepStaleImports(studyId);
  return (await findRows(studyId, 50)).map(toSummary);
}

/** How an import stands; null where the study has none of that id. */
export async function findImport({ studyId }: StudyAccess, importId: string): Promise<ImportStatus | null> {
  await sweepStaleImports(studyId);
  const row = await db.import.findFirst({
    where: { id: importId, studyId },
    select: { ...summarySelect, mapping: true, problems: true, bytesRead: true, bytesTotal: true, filesAhead: true },
  });
  if (!row) return null;
  const { mapping, problems, bytesRead, bytesTotal, filesAhead, ...summary } = row;
  const { report } = readStoredCounts(row.counts);
  const { columns, because, notes, questions, protocol, offers, sample, shownItems } = report;
  const { mixing, gold, contentWarning, naming, letters } = report;
  return {
    ...toSummary(summary),
    bytesRead: Number(bytesRead),
    bytesTotal: Number(bytesTotal),
    filesAhead,
    columns,
    because,
    notes,
    questions,
    protocol,
    offers,
    sample,
    shownItems,
    mixing: readMixing(mixing),
    gold,
    contentWarning,
    naming,
    letters,
    mapping: mapping as MappingInput,
    problems: problems as Problem[],
  };
}

const versionSelect = {
  id: true,
  number: true,
  guidelines: true,
  questions: true,
  personaVisibility: true,
  textStyle: true,
} as const;

const toVersion = (row: (Omit<StudyVersion, "questions"> & { questions: unknown }) | null): StudyVersion | null =>
  row && { ...row, questions: questionsSchema.parse(row.questions) };

/** The protocol as far as labels from files are concerned: the newest published version, and the draft. */
export async function getStudyVersions({ studyId }: Pick<StudyAccess, "studyId">): Promise<StudyVersions> {
  const [published, draft] = await Promise.all(
    [{ not: null }, null].map((publishedAt) =>
      db.protocolVersion.findFirst({
        where: { studyId, publishedAt },
        select: versionSelect,
        orderBy: { number: "desc" },
      }),
    ),
  );
  return { published: toVersion(published ?? null), draft: toVersion(draft ?? null) };
}
