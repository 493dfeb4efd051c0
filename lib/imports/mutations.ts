import { randomUUID } from "node:crypto";
import { db, pool } from "@/lib/db/client";
import type { FairQueue } from "@/lib/fair-queue";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type CommitChoices, commitStaged } from "@/lib/imports/commit-staged";
import type { ImportStatus } from "@/lib/imports/contract";
import { noCounts, noReport } from "@/lib/imports/import-report";
import { ImportCancelled, limitIncoming } from "@/lib/imports/incoming-bytes";
import { ProblemList } from "@/lib/imports/problem-list";
import { findImport, getStudyVersions } from "@/lib/imports/queries";
import type { Asked } from "@/lib/imports/reading-plan";
import { type StoredFile, spool } from "@/lib/imports/spooled-file";
import { type Stage, type Staged, stageImport } from "@/lib/imports/stage-import";
import { deleteStagedRows, keepAlive } from "@/lib/imports/stale-imports";
import { storable } from "@/lib/imports/storable";
import { takeStudyTurn } from "@/lib/imports/study-turn";
import { log, startClock } from "@/lib/log/log";
import { fail, ok, type Result } from "@/lib/result";
import type { StudyAccess } from "@/lib/studies/proof";
import { type SourceFolder, UnreadableSource } from "@/lib/text/bytes/source";

export type StartInput = Asked & {
  /** Drawn by whoever wants to watch or cancel it meanwhile. */
  id?: string;
  bytesTotal?: number;
};

/** Running here and now, so that cancelling need not wait for the next look into the database. */
const running = new Map<string, AbortController>();

const json = (value: object) => storable(value) as Prisma.InputJsonValue;

async function getImport(access: StudyAccess, importId: string): Promise<ImportStatus> {
  const status = await findImport(access, importId);
  if (!status) throw new Error(`There is no import ${importId} in this study`);
  return status;
}

/** Ends the staging in the database, unless it was cancelled or given up meanwhile. */
async function settle(importId: string, { plan, stored }: Staged, problems: ProblemList) {
  const hasFailed = problems.count > 0;
  const counts = stored ?? { ...noCounts, report: noReport };
  await db.import.updateMany({
    where: { id: importId, state: "STAGING" },
    data: {
      state: hasFailed ? "FAILED" : "READY",
      ...(hasFailed && { finishedAt: new Date() }),
      ...(plan && { format: plan.format, mapping: json(plan.options.mapping) }),
      counts: json({ ...counts, report: { ...counts.report, problemCount: problems.count } }),
      problems: json(problems.kept),
    },
  });
}

/** Where files are read, and who waits for whom. */
export type Reading = { stage: Stage; queue: FairQueue | null };

/** Here and now: for a process that does nothing else. */
const here: Reading = { stage: stageImport, queue: null };

type Given = AsyncIterable<Uint8Array> | StoredFile | SourceFolder;

/** What comes in as a stream is kept first: whoever sends slowly then holds up nobody. */
async function keepWhole(given: Given, signal: AbortSignal) {
  if ("kind" in given) return { file: given, close: async () => undefined };
  return spool(limitIncoming(given, signal));
}

/** Waits for the turn among this study's files, then for a thread; the database says meanwhile how many files come first. */
async function takeTurn(queue: FairQueue | null, { studyId }: StudyAccess, importId: string, signal: AbortSignal) {
  const onAhead = (ahead: number) => {
    // Only words for whoever waits: nothing depends on it.
    pool.query(`UPDATE "Import" SET "filesAhead" = $2 WHERE id = $1`, [importId, ahead]).catch(() => undefined);
  };
  await takeStudyTurn({ importId, studyId }, signal, onAhead);
  return queue ? queue.enter(studyId, { signal, onAhead }) : () => undefined;
}

type Underway = { importId: string; asked: Asked; problems: ProblemList; signal: AbortSignal };

async function readGiven(access: StudyAccess, given: Given, { stage, queue }: Reading, underway: Underway) {
  const { importId, asked, problems, signal } = underway;
  const { studyId } = access;
  const { file, close } = await keepWhole(given, signal);
  try {
    const leave = await takeTurn(queue, access, importId, signal);
    try {
      const versions = await getStudyVersions(access);
      return await stage({ importId, studyId, asked, versions, problems, signal }, file);
    } finally {
      leave();
    }
  } finally {
    await close();
  }
}

/**
 * Reads a file (or folder) into staged rows, checks everything and says what would come of it: READY to be committed, or
 * FAILED with its problems. Nothing of the study changes. `taken`: there is an import of that id.
 */
export async function startImport(
  access: StudyAccess,
  { id = randomUUID(), bytesTotal = 0, ...asked }: StartInput,
  given: Given,
  reading: Reading = here,
): Promise<Result<ImportStatus, "taken">> {
  const { studyId, userId } = access;
  const row = { id, studyId, userId, fileName: asked.fileName, format: asked.format ?? "", bytesTotal };
  const { count } = await db.import.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return fail("taken");
  const whose = { studyId, importId: id };
  const clock = startClock();
  const controller = new AbortController();
  running.set(id, controller);
  const stopBeating = keepAlive(id);
  const problems = new ProblemList();
  const refuseFile = (line: number, message: string) => {
    problems.add({ file: asked.fileName, line, field: null, message });
    return settle(id, { plan: null, stored: null }, problems);
  };
  try {
    const underway = { importId: id, asked, problems, signal: controller.signal };
    await settle(id, await readGiven(access, given, reading, underway), problems);
  } catch (error) {
    if (error instanceof UnreadableSource) await refuseFile(error.line, error.message);
    else if (!(error instanceof ImportCancelled)) {
      log.error("import failed", { ...whose, error });
      await refuseFile(0, "The app failed while reading this file");
      throw error;
    }
  } finally {
    stopBeating();
    running.delete(id);
    await forgetUnlessReady(id);
  }
  const status = await getImport(access, id);
  log.info("import staged", { ...whose, count: problems.count, bytes: bytesTotal, ms: clock() });
  return ok(status);
}

/** Rows are kept for what can still be committed, and for nothing else. */
async function forgetUnlessReady(importId: string) {
  const row = await db.import.findUnique({ where: { id: importId }, select: { state: true } });
  if (row?.state !== "READY" && row?.state !== "COMMITTING") await deleteStagedRows([importId]);
}

/**
 * Makes an import visible: all of it, in one transaction, or nothing. Labeling goes on meanwhile. Fails where the import
 * is not READY, or where something came between its check and now; its status says what.
 */
export async function commitImport(
  access: StudyAccess,
  importId: string,
  choices: CommitChoices = {},
): Promise<Result<ImportStatus, "not-ready" | "not-found">> {
  const { rowCount } = await pool.query(
    `UPDATE "Import" SET state = 'COMMITTING', "touchedAt" = now() WHERE id = $1 AND "studyId" = $2 AND state = 'READY'`,
    [importId, access.studyId],
  );
  if (rowCount === 0) return fail((await findImport(access, importId)) ? "not-ready" : "not-found");
  const whose = { studyId: access.studyId, importId };
  const clock = startClock();
  const stopBeating = keepAlive(importId);
  try {
    const problems = await commitStaged(access, importId, choices);
    if (problems.length > 0) {
      await db.import.updateMany({
        where: { id: importId, state: "COMMITTING" },
        data: { state: "FAILED", finishedAt: new Date(), problems: json(problems) },
      });
      await deleteStagedRows([importId]);
      return fail("not-ready");
    }
  } catch (error) {
    await db.import.updateMany({ where: { id: importId, state: "COMMITTING" }, data: { state: "READY" } });
    log.error("import failed", { ...whose, error });
    throw error;
  } finally {
    stopBeating();
  }
  log.info("import committed", { ...whose, ms: clock() });
  return ok(await getImport(access, importId));
}

/** Stops and forgets an import that is not committed. False where there is none to cancel. */
export async function cancelImport({ studyId }: StudyAccess, importId: string): Promise<boolean> {
  const { count } = await db.import.updateMany({
    where: { id: importId, studyId, state: { in: ["STAGING", "READY", "FAILED"] } },
    data: { state: "CANCELLED", finishedAt: new Date() },
  });
  if (count === 0) return false;
  running.get(importId)?.abort(new ImportCancelled());
  await deleteStagedRows([importId]);
  return true;
}
