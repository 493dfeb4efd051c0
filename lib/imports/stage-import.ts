import { pool } from "@/lib/db/pool";
import { formats } from "@/lib/formats/formats";
import { checkItems } from "@/lib/imports/check-items";
import { checkLabels } from "@/lib/imports/check-labels";
import type { ImportScope } from "@/lib/imports/check-query";
import { describeOtherMasks } from "@/lib/imports/count-masks";
import { countMixing } from "@/lib/imports/count-mixing";
import { type ImportReport, noReport, type StoredCounts } from "@/lib/imports/import-report";
import { type Cancellation, ImportCancelled } from "@/lib/imports/incoming-bytes";
import { readKnownNames } from "@/lib/imports/known-names";
import { maskStagedTasks } from "@/lib/imports/mask-tasks";
import { openSource } from "@/lib/imports/open-source";
import type { ProblemList } from "@/lib/imports/problem-list";
import type { StudyVersions } from "@/lib/imports/protocol-plan";
import { type Asked, type ReadingPlan, readSource } from "@/lib/imports/reading-plan";
import type { StoredFile } from "@/lib/imports/spooled-file";
import { digest } from "@/lib/imports/staged-item";
import { StagedRows } from "@/lib/imports/staged-rows";
import { Stager } from "@/lib/imports/stager";
import { type Source, type SourceFolder, UnreadableSource } from "@/lib/text/bytes/source";

export type Staging = {
  importId: string;
  studyId: string;
  asked: Asked;
  versions: StudyVersions;
  problems: ProblemList;
  signal: Cancellation;
};

/** Reads a file or folder into staged rows: here, or in a thread. */
export type Stage = (staging: Staging, given: StoredFile | SourceFolder) => Promise<Staged>;

export type Staged = { plan: ReadingPlan | null; stored: StoredCounts | null };

const progressMs = 500;

/** Tells the database how far the file was read; notices there that somebody has cancelled. */
function makeProgress(importId: string) {
  let toldAt = Date.now();
  return async (bytesRead: number) => {
    if (Date.now() - toldAt < progressMs) return;
    toldAt = Date.now();
    const { rowCount } = await pool.query(
      `UPDATE "Import" SET "bytesRead" = $2, "touchedAt" = now() WHERE id = $1 AND state = 'STAGING'`,
      [importId, bytesRead],
    );
    if (rowCount === 0) throw new ImportCancelled();
  };
}

/** Reads the whole source into staged rows, or up to where the problems are enough. */
async function readInto(
  { problems, asked }: Staging,
  stager: Stager,
  rows: StagedRows,
  source: Source,
  plan: ReadingPlan,
) {
  for await (const read of readSource(source, plan)) {
    stager.stage(read);
    if (problems.isEnough) {
      problems.stop(asked.fileName, "line" in read ? read.line : read.problem.line);
      break;
    }
    if (rows.isFull) await rows.flush();
  }
  stager.finish();
}

/** What only shows when all rows are there: names that are taken, items and personas that are not. */
async function checkAll(
  scope: Omit<ImportScope, "client">,
  stager: Stager,
  problems: ProblemList,
  asks: ImportReport["asks"],
) {
  const whole: ImportScope = { ...scope, client: pool };
  await pool.query(`ANALYZE "StagedRow"`);
  await checkItems(whole, problems, stager.mentions);
  if (stager.counts.labels > 0) await checkLabels(whole, problems, asks);
}

async function countKnown(importId: string) {
  const { rows } = await pool.query<{ kind: string; rows: number; unparsed: number; repaired: number }>(
    `SELECT kind, count(*)::int AS rows, count(*) FILTER (WHERE payload->>'state' = 'UNPARSED' AND payload->>'number' IS NULL)::int AS unparsed,
       count(*) FILTER (WHERE kind = 'label' AND payload ? 'repairs')::int AS repaired
     FROM "StagedRow" WHERE "importId" = $1 AND kind IN ('known-item', 'known-label', 'label', 'persona') GROUP BY kind`,
    [importId],
  );
  return new Map(rows.map((row) => [row.kind, row]));
}

const publishes = new Set(["publish-suggested", "publish-added"]);

/** What becomes of the protocol: nothing where the file brings no labels. */
function describePlan({
  counts,
  protocol: { protocol },
}: Stager): Pick<ImportReport, "protocol" | "offers" | "suggested"> {
  const [chosen] = protocol.offers;
  if (counts.labels === 0 || !chosen) return { protocol: { action: "none" }, offers: [], suggested: null };
  const suggested = publishes.has(chosen.plan.action) ? protocol.suggested : null;
  return { protocol: chosen.plan, offers: protocol.offers, suggested };
}

/** A warning for a study that has none, where the format is known for what raters would read. */
async function proposeWarning(studyId: string, { format }: ReadingPlan, { counts }: Stager): Promise<string | null> {
  const { contentWarning } = formats[format];
  if (contentWarning === null || counts.items === counts.unservable) return null;
  const { rowCount } = await pool.query(`SELECT FROM "Study" WHERE id = $1 AND "contentWarning" = ''`, [studyId]);
  return rowCount === 1 ? contentWarning : null;
}

async function summarize(staging: Staging, plan: ReadingPlan, stager: Stager, asks: ImportReport["asks"]) {
  const known = await countKnown(staging.importId);
  const { protocol, mapper } = stager.protocol;
  const report: ImportReport = {
    ...noReport,
    problemCount: staging.problems.count,
    columns: plan.columns,
    because: plan.because,
    notes: [
      ...plan.notes,
      ...mapper.describeUnread(),
      ...stager.cuts.notes(),
      ...(await describeOtherMasks(pool, staging.importId, staging.studyId)),
    ],
    questions: mapper.listSeen(),
    ...describePlan(stager),
    questionsDigest: digest(protocol.questions),
    asks,
    sample: stager.sample,
    shownItems: stager.shownItems,
    gold: stager.gold,
    contentWarning: await proposeWarning(staging.studyId, plan, stager),
    naming: stager.naming,
    letters: stager.letters,
    mixing: await countMixing(pool, staging.importId, staging.studyId),
  };
  return {
    ...stager.counts,
    personas: known.get("persona")?.rows ?? 0,
    itemsKnown: known.get("known-item")?.rows ?? 0,
    labelsKnown: known.get("known-label")?.rows ?? 0,
    labelsRepaired: known.get("label")?.repaired ?? 0,
    unparsed: Math.max(stager.counts.unparsed, known.get("label")?.unparsed ?? 0),
    report,
  };
}

async function stageOpened(staging: Staging, source: Source, plan: ReadingPlan) {
  const { importId, studyId, asked, versions, problems } = staging;
  const rows = new StagedRows(importId);
  const { mapping } = plan.options;
  const formatProtocol = formats[plan.format].protocol;
  const known = await readKnownNames(studyId);
  const stager = new Stager({ fileName: asked.fileName, mapping, versions, formatProtocol, known, problems, rows });
  try {
    await readInto(staging, stager, rows, source, plan);
  } finally {
    // Also when cancelled: a batch on its way must not arrive after the others are deleted.
    await rows.finish();
  }
  const asks = { ...stager.asks, ownRaters: formats[plan.format].hasPseudonyms, items: stager.counts.items > 0 };
  if (stager.maskTask) await maskStagedTasks(importId, stager.maskTask);
  await checkAll({ importId, studyId, fileName: asked.fileName }, stager, problems, asks);
  if (rows.count === 0 && problems.count === 0)
    problems.add({ file: asked.fileName, line: 0, field: null, message: "There is nothing in this file" });
  return summarize(staging, plan, stager, asks);
}

/**
 * Reads a file into staged rows and checks them. What is wrong with the file goes into `problems`; what is wrong with
 * the world (the database is gone) is thrown, and so is `ImportCancelled`.
 */
export const stageImport: Stage = async (staging, given) => {
  const { importId, asked, problems, signal } = staging;
  const atFile = { file: asked.fileName, line: 0, field: null };
  try {
    const { source, plan } = await openSource(given, staging, { signal, onBytes: makeProgress(importId) });
    if (plan.ok) return { plan: plan.value, stored: await stageOpened(staging, source, plan.value) };
    problems.add({ ...atFile, message: plan.reason });
    return { plan: null, stored: null };
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    problems.add({ ...atFile, line: error.line, message: error.message });
    return { plan: null, stored: null };
  }
};
