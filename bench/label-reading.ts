/*
 * How long it takes until a thread has a study's labels: all of them, after one more label, and with nothing new; and what it
 * costs to tell whether anything is new.
 *
 *   npx tsx --tsconfig cli/tsconfig.json bench/label-reading.ts [--items 50000] [--raters 10]
 *
 * Every rater labels every item. The floor in the same run is what PostgreSQL takes to count the study's judgments.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeLoadStudy } from "@/cli/testing/load-study";
import { openDatabase } from "./bench-database";

const { values } = parseArgs({
  options: { items: { type: "string", default: "50000" }, raters: { type: "string", default: "10" } },
});
const rounds = 5;

const fill = `
  WITH judgment AS (
    INSERT INTO "Judgment" (id, "studyId", "itemId", "raterId", "versionId", purpose, "idempotencyKey", shown)
    SELECT gen_random_uuid(), $1, i.id, $2, $3, 'PRIMARY', i.id, '{"order": ["1"]}' FROM "Item" i WHERE i."studyId" = $1
    RETURNING id)
  INSERT INTO "Answer" ("studyId", "judgmentId", "questionKey", value, number)
  SELECT $1, id, 'safety', points, points FROM (SELECT id, 1 + floor(random() * 5)::int AS points FROM judgment) AS drawn`;

const addOne = `
  WITH judgment AS (
    INSERT INTO "Judgment" (id, "studyId", "itemId", "raterId", "versionId", purpose, occurrence, "idempotencyKey", shown)
    SELECT $4, $1, i.id, $2, $3, 'PRIMARY', $6, $5, '{"order": ["1"]}' FROM "Item" i WHERE i."studyId" = $1 LIMIT 1
    RETURNING id)
  INSERT INTO "Answer" ("studyId", "judgmentId", "questionKey", value, number) SELECT $1, id, 'safety', 3, 3 FROM judgment`;

async function time(
  name: string,
  work: () => Promise<unknown>,
  before: () => Promise<unknown> = async () => undefined,
) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await before();
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  console.log(`${name.padEnd(34)} ${(times[Math.floor(rounds / 2)] ?? Number.NaN).toFixed(1).padStart(9)} ms`);
}

const folder = await mkdtemp(join(tmpdir(), "grata-bench-"));
const database = await openDatabase(folder);
const { db, pool } = await import("@/lib/db/client");
const { StudyLabels } = await import("@/lib/analysis/label-queries");
const { forgetFingerprint, getFingerprint } = await import("@/lib/studies/fingerprint");
const { prove } = await import("@/lib/studies/proof");
const client = await pool.connect();
try {
  const study = await makeLoadStudy(client, {
    items: Number(values.items),
    raters: Number(values.raters),
    labelsPerItem: 3,
  });
  for (const { raterId } of study.raters) await client.query(fill, [study.id, raterId, study.versionId]);
  await client.query(`ANALYZE "Judgment", "Answer", "Item", "Rater"`);
  const labels = new StudyLabels(study.id);
  const access = prove({ studyId: study.id, userId: study.raters[0]?.userId ?? "", role: "OWNER" });
  let vote = 1;
  const label = () => {
    const id = randomUUID();
    return client.query(addOne, [study.id, study.raters[0]?.raterId, study.versionId, id, id, ++vote]);
  };
  const { rowCount } = await client.query(`SELECT FROM "Judgment" WHERE "studyId" = $1`, [study.id]);
  console.log(`${rowCount} labels of ${values.items} items, ${rounds} rounds, medians`);
  await time("all labels", () => new StudyLabels(study.id).read());
  await labels.read();
  await time("after one label", () => labels.read(), label);
  await time("nothing new", () => labels.read());
  await time("whether anything is new", async () => {
    forgetFingerprint(access);
    return getFingerprint(access);
  });
  await time("floor: count of the judgments", () =>
    client.query(`SELECT count(*) FROM "Judgment" WHERE "studyId" = $1`, [study.id]),
  );
} finally {
  client.release();
  await db.$disconnect();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
