import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startStandby } from "@/cli/testing/standby";
import { findSystemBinaries } from "@/cli/testing/system-postgres";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { getLabelingProgress, listRaterProgress } from "@/lib/analysis/overview-queries";
import { pool } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { openPool } from "@/lib/db/open-pool";
import { makeReader } from "@/lib/db/reader";
import { exportBytes } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import type { StudyAccess } from "@/lib/studies/proof";
import { listStudies } from "@/lib/studies/queries";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeSeat } from "@/prisma/factories";
import { makeScratchDatabase } from "@/prisma/test-database";

let other: Awaited<ReturnType<typeof makeScratchDatabase>>;
let copy: pg.Pool;

beforeAll(async () => {
  other = await makeScratchDatabase(process.env.TEST_SERVER_URL ?? "");
  await migrate(other.url, await readMigrations(`${import.meta.dirname}/../../prisma/migrations`));
  copy = openPool({ connectionString: other.url });
});
afterAll(async () => {
  await copy.end();
  await other.drop();
});

/** What the app reads from is another database here, so that what is read tells where it was read. */
function readFromCopy() {
  const shared = globalThis as { grataReader?: ReturnType<typeof makeReader> };
  const before = shared.grataReader;
  shared.grataReader = makeReader(pool, copy);
  onTestFinished(() => {
    shared.grataReader = before;
  });
}

async function exportLabels(access: StudyAccess) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportBytes(access, "x4", "csv", exportOptionsSchema.parse({}))) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const storeStudy = `INSERT INTO "Study" (id, name, description, seed) VALUES ($1, 'The copy', 'read from the copy', 77)`;

test("figures, exports and the overview are read from the copy; claims and lists of what one may see are not", async () => {
  const study = await makePublishedStudy({ name: "The original" });
  const { access, user } = await makeMember(study, "OWNER");
  const labeled = await makeRater(study);
  await makeJudgment(labeled, await makeItem(study), study.version, { verdict: "safe" });
  expect(await exportLabels(access)).toContain(labeled.pseudonym);
  const { seat } = await makeSeat(study);
  await copy.query(storeStudy, [study.id]);
  readFromCopy();

  expect(await getLabelingProgress(access)).toMatchObject({ description: "read from the copy", items: 0 });
  expect(await listRaterProgress(access)).toEqual([]);
  expect((await readLabelTable(access)).study.seed).toBe(77);
  expect(await exportLabels(access)).not.toContain(labeled.pseudonym);

  expect((await claimItems(seat, 1)).leases).toHaveLength(1);
  expect(await listStudies(user.id)).toMatchObject([{ name: "The original", items: 1 }]);
});

test("without a copy everything is read from the database itself", async () => {
  expect(await makeReader(pool, null)()).toBe(pool);
});

test("a copy that does not answer is left alone, and the database itself is read", async () => {
  const gone = openPool({ connectionString: "postgresql://nobody@127.0.0.1:1/nothing" });
  onTestFinished(() => gone.end());
  const read = makeReader(pool, gone);
  expect(await read()).toBe(pool);
  expect(await read()).toBe(pool);
});

const binaries = findSystemBinaries();

test.skipIf(binaries === null)("a copy that is behind is not read until it has all that was stored", async () => {
  const { main, standby, stop } = await startStandby(binaries ?? "");
  onTestFinished(stop);
  const read = makeReader(main, standby);
  await main.query("CREATE TABLE label (id uuid)");
  expect(await read()).toBe(standby);
  await standby.query("SELECT pg_wal_replay_pause()");
  await main.query("INSERT INTO label VALUES ($1)", [randomUUID()]);
  expect(await read()).toBe(main);
  const reading = read();
  await standby.query("SELECT pg_wal_replay_resume()");
  expect(await reading).toBe(standby);
  expect((await standby.query("SELECT FROM label")).rowCount).toBe(1);
});
