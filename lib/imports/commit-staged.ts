import { pgTransaction, type Queryable } from "@/lib/db/pg-transaction";
import { pool } from "@/lib/db/pool";
import { formats, isFormatKey } from "@/lib/formats/formats";
import type { Prisma } from "@/lib/generated/prisma/client";
import { checkItems } from "@/lib/imports/check-items";
import { checkLabels } from "@/lib/imports/check-labels";
import type { ImportScope } from "@/lib/imports/check-query";
import { commitItems, completeKnownItems } from "@/lib/imports/commit-items";
import { commitLabels } from "@/lib/imports/commit-labels";
import type { ImportStatus } from "@/lib/imports/contract";
import { describeOtherMasks } from "@/lib/imports/count-masks";
import { countMixing } from "@/lib/imports/count-mixing";
import { type ImportReport, readStoredCounts } from "@/lib/imports/import-report";
import { ProblemList } from "@/lib/imports/problem-list";
import { publishForImport } from "@/lib/imports/publish-for-import";
import { holdCommit } from "@/lib/imports/stale-imports";
import type { StudyAccess } from "@/lib/studies/proof";
import type { Problem } from "@/lib/text/rows/problem";

type Row = { state: ImportStatus["state"]; fileName: string; counts: Prisma.JsonValue; format: string };

/** Imports of one study follow each other: places in its walk are given out once. */
const lockStudyImports = `SELECT pg_advisory_xact_lock(hashtextextended('import:' || $1, 0))`;

const findCommitting = `SELECT state, "fileName", counts, format FROM "Import" WHERE id = $1 AND "studyId" = $2`;

/**
 * The study's row comes last and briefly, because every label that is submitted may need it. Whoever changed k meanwhile
 * could not see the new items: they get the k that holds now.
 */
const bumpStudy = `
  UPDATE "Study" SET revision = revision + 1, "contentWarning" = CASE WHEN "contentWarning" = '' THEN $2 ELSE "contentWarning" END
  WHERE id = $1`;

// A statement of its own: it has to see what was committed while the study's row was waited for.
const openSlots = `
  UPDATE "Item" i SET "openSlots" = new.open, "groupSlots" = new.shares FROM (
    SELECT coalesce(sum(h.labels)::int, s."labelsPerItem") AS open, jsonb_object_agg(h.share, h.labels) FILTER (WHERE h.share IS NOT NULL) AS shares
    FROM "Study" s LEFT JOIN "SlotShare" h ON h."studyId" = s.id WHERE s.id = $2 GROUP BY s.id) new
  WHERE i."studyId" = $2 AND i."importId" = $1 AND i."isServable" AND i."reservedFor" IS NULL
    AND (i."openSlots" <> new.open OR i."groupSlots" IS DISTINCT FROM new.shares)`;

const finishImport = `
  UPDATE "Import" SET counts = jsonb_set(counts, '{report,mixing}', $2), state = 'DONE', "finishedAt" = now(), "touchedAt" = now(), "bytesTotal" = greatest("bytesTotal", "bytesRead")
  WHERE id = $1 AND state = 'COMMITTING'`;

/** Looks again at what other imports and labels may have taken since the file was checked. */
async function checkAgain(
  client: Queryable,
  names: Omit<ImportScope, "client">,
  report: ImportReport,
  hasLabels: boolean,
) {
  const problems = new ProblemList();
  const scope = { ...names, client };
  await checkItems(scope, problems, new Map());
  // What another file masked meanwhile raters would go on reading, against what was shown and chosen here.
  for (const told of await describeOtherMasks(client, names.importId, names.studyId))
    if (!report.notes.includes(told))
      problems.add({
        file: names.fileName,
        line: 1,
        field: null,
        message: `${told} It was loaded meanwhile: check this file again.`,
      });
  // Places were resolved and candidates named when the file was checked.
  if (hasLabels) await checkLabels(scope, problems, { ...report.asks, places: false, parts: false, targets: false });
  return problems.kept;
}

/** Statistics for the planner, which has never seen so many rows: without them the next claims would guess. */
const analyze = `ANALYZE "Item", "ItemPart", "Output", "Task", "Judgment", "Answer"`;
const manyRows = 1000;

export type CommitChoices = {
  /** In place of the warning that the import proposes; empty for none. A study that has one keeps it. */
  contentWarning?: string;
};

type Written = { problems: Problem[]; rows: number };

/** All that a commit writes, inside of a transaction that somebody else begins and ends. */
export async function writeStaged(
  client: Queryable,
  studyId: string,
  importId: string,
  { contentWarning }: CommitChoices = {},
): Promise<Written> {
  await holdCommit(client, importId);
  await client.query(lockStudyImports, [studyId]);
  const { rows } = await client.query<Row>(findCommitting, [importId, studyId]);
  const [row] = rows;
  if (row?.state !== "COMMITTING") throw new Error("writeStaged: the import is not being committed");
  const { counts, report } = readStoredCounts(row.counts);
  const problems = await checkAgain(client, { importId, studyId, fileName: row.fileName }, report, counts.labels > 0);
  if (problems.length > 0) return { problems, rows: 0 };
  await commitItems(client, importId, studyId);
  if (counts.labels > counts.labelsKnown) {
    const version = await publishForImport(client, studyId, report);
    if (!version.ok) throw new OutdatedProtocol(row.fileName, version.reason);
    const namesArePseudonyms = isFormatKey(row.format) && formats[row.format].hasPseudonyms;
    await commitLabels(client, { importId, studyId, versionId: version.value, namesArePseudonyms });
  }
  if (counts.itemsKnown > 0) await completeKnownItems(client, importId, studyId);
  await client.query(`DELETE FROM "StagedRow" WHERE "importId" = $1`, [importId]);
  const { rowCount } = await client.query(finishImport, [
    importId,
    JSON.stringify(await countMixing(client, importId, studyId)),
  ]);
  if (rowCount !== 1) throw new Error("writeStaged: the import was given up while it was being committed");
  await client.query(bumpStudy, [studyId, contentWarning ?? report.contentWarning ?? ""]);
  await client.query(openSlots, [importId, studyId]);
  return { problems, rows: counts.items + counts.labels };
}

/** Staged rows -> the study, in one transaction. Returns why not, and then nothing has changed. */
export async function commitStaged(
  { studyId }: StudyAccess,
  importId: string,
  choices: CommitChoices,
): Promise<Problem[]> {
  const undone = (error: unknown): Written => {
    if (error instanceof OutdatedProtocol) return { problems: [error.problem], rows: 0 };
    throw error;
  };
  const written = await pgTransaction((client) => writeStaged(client, studyId, importId, choices)).catch(undone);
  if (written.rows > manyRows) await pool.query(analyze);
  return written.problems;
}

/** Undoes the transaction: the protocol is not the one that the labels were held against. */
class OutdatedProtocol extends Error {
  readonly problem: Problem;
  constructor(file: string, message: string) {
    super(message);
    this.problem = { file, line: 0, field: null, message };
  }
}
