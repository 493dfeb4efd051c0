import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { restoreBackup } from "@/lib/backup/restore-backup";
import { writeBackup } from "@/lib/backup/write-backup";
import { pool } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { env } from "@/lib/env";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { diskStore } from "@/lib/media/disk-store";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { deleteStudy } from "@/lib/studies/mutations";
import { makeItems, makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";
import { makeScratchDatabase } from "@/prisma/test-database";

type Counts = { items: unknown[]; judgments: unknown[] };
const queries = {
  kept: {
    items: `SELECT sum(items)::int AS items, sum(servable)::int AS servable FROM "ItemCount" WHERE "studyId" = $1`,
    judgments: `SELECT "raterId", "versionId", purpose, occurrence, given, edits, replaced, imported FROM "JudgmentCount"
      WHERE "studyId" = $1 ORDER BY 1, 2, 3, 4`,
  },
  anew: {
    items: `SELECT nullif(count(*), 0)::int AS items, CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE "isServable") END::int AS servable
      FROM "Item" WHERE "studyId" = $1`,
    judgments: `SELECT "raterId", "versionId", purpose, least(occurrence, 2) AS occurrence, count(*)::int AS given,
        count(*) FILTER (WHERE revision > 1)::int AS edits, count(*) FILTER (WHERE revision < latest)::int AS replaced,
        count(*) FILTER (WHERE "importId" IS NOT NULL)::int AS imported
      FROM (SELECT *, max(revision) OVER (PARTITION BY "raterId", "itemId", purpose, occurrence) AS latest
        FROM "Judgment" WHERE "studyId" = $1) AS j GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  },
};

const ask = async (
  client: Pick<pg.Client, "query">,
  { items, judgments }: Record<keyof Counts, string>,
  id: string,
) => ({
  items: (await client.query(items, [id])).rows,
  judgments: (await client.query(judgments, [id])).rows,
});

/** What is kept is what counting would find, and that. */
async function expectCounted(
  studyId: string,
  items: number,
  judgments: number,
  client: Pick<pg.Client, "query"> = pool,
) {
  const kept = await ask(client, queries.kept, studyId);
  expect(kept).toEqual(await ask(client, queries.anew, studyId));
  expect(kept.items[0].items ?? 0).toBe(items);
  expect(kept.judgments.reduce((sum, { given }) => sum + given, 0)).toBe(judgments);
}

type Access = Awaited<ReturnType<typeof makeMember>>["access"];

async function load(access: Access, fileName: string, lines: readonly string[]) {
  async function* bytes() {
    yield Buffer.from(lines.join("\n"));
  }
  const started = await startImport(access, { fileName }, bytes());
  if (!started.ok) throw new Error(started.reason);
  const committed = await commitImport(access, started.value.id);
  if (!committed.ok) throw new Error(committed.reason);
}

async function label(seat: Awaited<ReturnType<typeof makeSeat>>["seat"], edits = 0) {
  const assignmentId = (await claimItems(seat, 1)).leases[0]?.assignmentId ?? "";
  for (let revision = 0; revision <= edits; revision++) {
    const answers = { verdict: { item: { value: revision % 2 ? "unsafe" : "safe" } } };
    const submission = { assignmentId, key: randomUUID(), answers, activeMs: 1, elapsedMs: 1 };
    const stored = await submitJudgment(seat, revision > 0 ? { ...submission, edits: revision } : submission, {
      want: 1,
    });
    if (!stored.ok) throw new Error(stored.reason);
  }
}

async function makeCounted() {
  const study = await makePublishedStudy({ labelsPerItem: 3 });
  const { access } = await makeMember(study, "OWNER");
  await makeItems(study, 2);
  const outputs = [1, 2, 3].map((n) =>
    JSON.stringify({ id: `o${n}`, prompt: "Why?", response: `Because ${n}.`, model: "m" }),
  );
  await load(access, "outputs.jsonl", outputs);
  return { study, access };
}

test("what is kept of items and judgments is what counting finds, whatever was done", async () => {
  const { study, access } = await makeCounted();
  await expectCounted(study.id, 5, 0);
  const [ada, ben] = [await makeSeat(study), await makeSeat(study)];
  await label(ada.seat);
  await label(ada.seat, 2);
  await label(ben.seat);
  await expectCounted(study.id, 5, 5);
  const votes = ["kate,o1,verdict,safe", "kate,o2,verdict,unsafe"];
  await load(access, "labels.csv", ["rater,item,question,value", ...votes]);
  await expectCounted(study.id, 5, 7);
  await withdrawRater(access, ada.id);
  await expectCounted(study.id, 5, 3);
  await deleteStudy(access);
  await expectCounted(study.id, 0, 0);
});

test("a label that is undone is not counted", async () => {
  const { study } = await makeCounted();
  const { seat } = await makeSeat(study);
  await label(seat);
  const client = await pool.connect();
  onTestFinished(() => client.release());
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO "Judgment" (id, "studyId", "itemId", "raterId", "versionId", purpose, "idempotencyKey", revision)
     SELECT gen_random_uuid(), "studyId", "itemId", "raterId", "versionId", purpose, 'again', 2 FROM "Judgment" WHERE "studyId" = $1`,
    [study.id],
  );
  await expectCounted(study.id, 5, 2, client);
  await client.query("ROLLBACK");
  await expectCounted(study.id, 5, 1);
});

test("what is restored is counted once", async () => {
  const { study } = await makeCounted();
  await label((await makeSeat(study)).seat, 1);
  const folder = await mkdtemp(join(tmpdir(), "grata-counts-"));
  const target = await makeScratchDatabase(process.env.TEST_SERVER_URL ?? "");
  onTestFinished(async () => {
    await target.drop();
    await rm(folder, { recursive: true, force: true });
  });
  await migrate(target.url, await readMigrations(join(import.meta.dirname, "../../prisma/migrations")));
  const [media, path] = [diskStore(join(folder, "media")), join(folder, "backup.sql.gz")];
  await writeBackup(env.DATABASE_URL, media, path);
  await restoreBackup(target.url, media, path);
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  onTestFinished(() => client.end());
  await expectCounted(study.id, 5, 2, client);
});
