import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPgBouncer, startPgBouncer } from "@/cli/testing/pg-bouncer";
import { findSystemBinaries, startSystemPostgres } from "@/cli/testing/system-postgres";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";

/** Loaded once the environment names the pooler: modules read it when they are loaded. */
async function loadApp() {
  const { db, pool } = await import("@/lib/db/client");
  const { labelPool } = await import("@/lib/db/label-pool");
  const { readLabelTable } = await import("@/lib/analysis/label-queries");
  const { commitImport, startImport } = await import("@/lib/imports/mutations");
  const { claimItems } = await import("@/lib/labeling/claim/claim-items");
  const { submitJudgment } = await import("@/lib/labeling/store/submit-judgment");
  const makers = await import("@/prisma/factories");
  return { db, pool, labelPool, readLabelTable, commitImport, startImport, claimItems, submitJudgment, ...makers };
}

const binaries = findSystemBinaries();
const program = findPgBouncer();
const missing = [binaries === null && "no server's programs", program === null && "no pgbouncer"].filter(Boolean);
const why = missing.length > 0 ? ` (skipped: ${missing.join(", ")})` : "";

const raters = 8;
const itemsEach = 4;

async function* writeItems() {
  for (let n = 0; n < raters * itemsEach; n++) {
    const task = { externalId: `t${n}`, prompt: `Question ${n}?` };
    const parts = [{ output: { text: `Reply ${n}`, factors: { model: n % 2 ? "a" : "b" } } }];
    const item = { kind: "item", externalId: `i${n}`, layout: "SINGLE", factors: {}, isServable: true, task, parts };
    yield Buffer.from(`${JSON.stringify(item)}\n`);
  }
}

describe.skipIf(missing.length > 0)(`through PgBouncer in transaction mode${why}`, () => {
  const stops: (() => Promise<void>)[] = [];
  let app: Awaited<ReturnType<typeof loadApp>>;

  beforeAll(async () => {
    const server = await startSystemPostgres(binaries ?? "");
    stops.push(server.stop);
    await migrate(server.url, await readMigrations(join(import.meta.dirname, "../../../prisma/migrations")));
    const pooler = await startPgBouncer(program ?? "", server.url);
    stops.push(pooler.stop);
    Object.assign(process.env, { DATABASE_URL: pooler.url, GRATA_PREPARED_STATEMENTS: "off" });
    app = await loadApp();
    stops.push(async () => {
      await Promise.all([app.db.$disconnect(), app.labelPool.end()]);
    });
  });
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });

  test("a file is loaded, items are claimed and labeled by many at once, and every label is in the analysis", async () => {
    const study = await app.makePublishedStudy({ labelsPerItem: 1 });
    const { access } = await app.makeMember(study, "OWNER");
    const started = await app.startImport(access, { fileName: "items.jsonl" }, writeItems());
    if (!started.ok) throw new Error(started.reason);
    expect(await app.commitImport(access, started.value.id)).toMatchObject({ ok: true });

    const seats = await Promise.all(Array.from({ length: raters }, () => app.makeSeat(study)));
    const label = async ({ seat }: (typeof seats)[number]) => {
      for (let done = 0; done < itemsEach; done++) {
        const [lease] = (await app.claimItems(seat, 1)).leases;
        const submission = { assignmentId: lease?.assignmentId ?? "", key: `label ${done}`, activeMs: 1, elapsedMs: 1 };
        const answers = { verdict: { item: { state: "GIVEN" as const, value: "safe" } } };
        const stored = await app.submitJudgment(seat, { ...submission, answers }, { want: null });
        expect(stored).toMatchObject({ ok: true, value: { surplus: false } });
      }
    };
    await Promise.all(seats.map(label));

    const { labels } = await app.readLabelTable(access);
    expect(labels.item).toHaveLength(raters * itemsEach);
    expect(await app.db.item.count({ where: { studyId: study.id, openSlots: { not: 0 } } })).toBe(0);
  });

  test("all of it came over a few connections to the server, which changed hands after each transaction", async () => {
    const admin = new pg.Client({ connectionString: process.env.DATABASE_URL?.replace(/[^/]*$/, "pgbouncer") });
    await admin.connect();
    const { rows: pools } = await admin.query("SHOW POOLS");
    const { rows: servers } = await admin.query("SHOW SERVERS").finally(() => admin.end());
    expect(pools).toContainEqual(expect.objectContaining({ database: "postgres", pool_mode: "transaction" }));
    expect(servers.length).toBeLessThanOrEqual(3);
  });
});
