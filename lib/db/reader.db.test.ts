import { randomUUID } from "node:crypto";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { startStandby } from "@/cli/testing/standby";
import { startSwallowingProxy } from "@/cli/testing/swallowing-proxy";
import { findSystemBinaries } from "@/cli/testing/system-postgres";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { getLabelingProgress, listRaterProgress } from "@/lib/analysis/overview-queries";
import { pool } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { openPool } from "@/lib/db/open-pool";
import { makeReader, openCopy } from "@/lib/db/reader";
import { exportBytes } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { log } from "@/lib/log/log";
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

/** What the app reads from is another database here, taken for a copy that has everything, so that what is read tells where it was read. */
function readFromCopy() {
  const shared = globalThis as { grataReader?: ReturnType<typeof makeReader> };
  const before = shared.grataReader;
  shared.grataReader = makeReader(pool, copy, async () => true);
  onTestFinished(() => {
    shared.grataReader = before;
  });
}

function watchLog() {
  const warn = vi.spyOn(log, "warn").mockReturnValue();
  onTestFinished(() => warn.mockRestore());
  return warn;
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

test("a server that follows no other is not read, whatever it holds, and that is logged once", async () => {
  const warn = watchLog();
  const read = makeReader(pool, copy);
  expect(await read()).toBe(pool);
  expect(await read()).toBe(pool);
  expect(warn.mock.calls).toMatchObject([
    ["copy for reading not used", { error: { message: expect.stringMatching("follows no other") } }],
  ]);
});

test("a statement on a copy that is not answered in time fails, also where it is read as a stream", async () => {
  const bounded = openCopy(other.url, 200);
  onTestFinished(() => bounded.end());
  await expect(bounded.query("SELECT pg_sleep(60)")).rejects.toThrow(/terminated/);
  const client = await bounded.connect();
  const copied = client.query(copyTo("COPY (SELECT pg_sleep(60)) TO STDOUT"));
  await expect(copied.toArray()).rejects.toThrow(/terminated/);
  client.release();
  expect(bounded.totalCount).toBe(0);
  expect((await bounded.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
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

test.skipIf(binaries === null)("a standby of another server is not read, however far it is", async () => {
  const { standby, stop } = await startStandby(binaries ?? "");
  onTestFinished(stop);
  const warn = watchLog();
  expect(await makeReader(pool, standby)()).toBe(pool);
  expect(warn.mock.calls).toMatchObject([
    ["copy for reading not used", { error: { message: expect.stringMatching("no standby of") } }],
  ]);
});

test.skipIf(binaries === null)("a standby that was promoted is not read any more", async () => {
  const { main, standby, stop } = await startStandby(binaries ?? "");
  onTestFinished(stop);
  const read = makeReader(main, standby);
  expect(await read()).toBe(standby);
  await standby.query("SELECT pg_promote()");
  expect(await read()).toBe(main);
});

test.skipIf(binaries === null)("a copy that stops answering on an open connection is given up", async () => {
  const { main, standby, standbyUrl, stop } = await startStandby(binaries ?? "");
  onTestFinished(stop);
  const proxy = await startSwallowingProxy(standbyUrl);
  const behind = openCopy(proxy.url);
  onTestFinished(async () => {
    await behind.end();
    await proxy.stop();
  });
  const read = makeReader(main, behind);
  expect(await read()).toBe(behind);
  proxy.swallow();
  expect(await read()).toBe(main);
  expect(behind.totalCount).toBe(0);
  expect((await standby.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
});
