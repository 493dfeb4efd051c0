import { randomUUID } from "node:crypto";
import { db, pool } from "@/lib/db/client";
import type { SourceFolder } from "@/lib/exchange/source";
import type { Prisma } from "@/lib/generated/prisma/client";
import { commitStaged } from "@/lib/imports/commit-staged";
import type { ImportStatus } from "@/lib/imports/contract";
import { noCounts, noReport } from "@/lib/imports/import-report";
import { ImportCancelled } from "@/lib/imports/incoming-bytes";
import { ProblemList } from "@/lib/imports/problem-list";
import { findImport, getStudyVersions } from "@/lib/imports/queries";
import type { Asked } from "@/lib/imports/reading-plan";
import { type Staged, stageImport } from "@/lib/imports/stage-import";
import { deleteStagedRows, keepAlive } from "@/lib/imports/stale-imports";
import { storable } from "@/lib/imports/storable";
import { fail, ok, type Result } from "@/lib/result";
import type { StudyAccess } from "@/lib/studies/proof";

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

/**
 * Reads a file (or folder) into staged rows, checks everything and says what would come of it: READY to be committed, or
 * FAILED with its problems. Nothing of the study changes. `taken`: there is an import of that id.
 */
export async function startImport(
  access: StudyAccess,
  { id = randomUUID(), bytesTotal = 0, ...asked }: StartInput,
  given: AsyncIterable<Uint8Array> | SourceFolder,
): Promise<Result<ImportStatus, "taken">> {
  const { studyId, userId } = access;
  const row = { id, studyId, userId, fileName: asked.fileName, format: asked.format ?? "", bytesTotal };
  const { count } = await db.import.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return fail("taken");
  const controller = new AbortController();
  running.set(id, controller);
  const stopBeating = keepAlive(id);
  const problems = new ProblemList();
  try {
    const versions = await getStudyVersions(access);
    const staged = await stageImport(
      { importId: id, studyId, asked, versions, problems, signal: controller.signal },
      given,
    );
    await settle(id, staged, problems);
  } catch (error) {
    if (!(error instanceof ImportCancelled)) {
      problems.add({ file: asked.fileName, line: 0, field: null, message: "The app failed while reading this file" });
      await settle(id, { plan: null, stored: null }, problems);
      throw error;
    }
  } finally {
    stopBeating();
    running.delete(id);
    await forgetUnlessReady(id);
  }
  return ok(await getImport(access, id));
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
): Promise<Result<ImportStatus, "not-ready" | "not-found">> {
  const { rowCount } = await pool.query(
    `UPDATE "Import" SET state = 'COMMITTING', "touchedAt" = now() WHERE id = $1 AND "studyId" = $2 AND state = 'READY'`,
    [importId, access.studyId],
  );
  if (rowCount === 0) return fail((await findImport(access, importId)) ? "not-ready" : "not-found");
  const stopBeating = keepAlive(importId);
  try {
    const problems = await commitStaged(access, importId);
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
    throw error;
  } finally {
    stopBeating();
  }
  return ok(await getImport(access, importId));
}

/** Stops and forgets an import that is not committed. False where there is none to cancel. */
export async function cancelImport({ studyId }: StudyAccess, importId: string): Promise<boolean> {
  const { count } = await db.import.updateMany({
    where: { id: importId, studyId, state: { in: ["STAGING", "READY", "FAILED"] } },
    data: { state: "CANCELLED", finishedAt: new Date() },
  });
  if (count === 0) return false;
  running.get(importId)?.abort();
  await deleteStagedRows([importId]);
  return true;
}
