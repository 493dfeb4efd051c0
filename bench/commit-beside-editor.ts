/*
 * An import of 43,200 labels is committed while a draft of the protocol is saved every 50 ms: how long it takes, how many saves
 * came through, and how many deadlocks the database counted.
 *
 *   npx tsx --tsconfig cli/tsconfig.json bench/commit-beside-editor.ts [--items 14400]
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openDatabase } from "./bench-database";

const { values } = parseArgs({ options: { items: { type: "string", default: "14400" } } });
const raters = ["calm-owl-11", "bold-elk-12", "keen-fox-13"];
const everyMs = 50;

/** Our own records, which bring items with their labels. */
async function* makeRecords() {
  for (let place = 0; place < Number(values.items); place++) {
    const item = `new-${place}`;
    const factors = { model: `m${place % 4}` };
    const task = { externalId: item, prompt: `Question ${place}?` };
    const parts = [{ output: { text: `Reply ${place}.`, factors } }];
    const about = { layout: "SINGLE", factors, isServable: true, task, parts };
    const label = {
      kind: "label",
      raterKind: "HUMAN",
      origin: "APP",
      question: "verdict",
      state: "GIVEN",
      value: "safe",
    };
    const rows = [{ kind: "item", externalId: item, ...about }, ...raters.map((rater) => ({ ...label, rater, item }))];
    yield Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  }
}

async function run() {
  const { db, pool } = await import("@/lib/db/client");
  const { commitImport, startImport } = await import("@/lib/imports/mutations");
  const { saveDraft } = await import("@/lib/protocol/mutations");
  const { getProtocolEditor } = await import("@/lib/protocol/queries");
  const { makeMember, makePublishedStudy } = await import("@/prisma/factories");
  const countDeadlocks = async () => {
    const counted = "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()";
    return (await pool.query<{ deadlocks: number }>(counted)).rows[0]?.deadlocks ?? 0;
  };

  const { access } = await makeMember(await makePublishedStudy(), "OWNER");
  const started = await startImport(access, { fileName: "records.jsonl" }, makeRecords());
  if (!started.ok || started.value.state !== "READY") throw new Error(JSON.stringify(started));
  const deadlocksBefore = await countDeadlocks();
  let isCommitting = true;
  const editing = (async () => {
    const slowest = { saves: 0, refused: 0, ms: 0 };
    for (; isCommitting; await sleep(everyMs)) {
      const startedAt = performance.now();
      const { protocol, digest } = await getProtocolEditor(access);
      const saved = await saveDraft(access, { ...protocol, guidelines: `Draft ${slowest.saves}` }, digest);
      slowest.saves += 1;
      slowest.refused += saved.ok ? 0 : 1;
      slowest.ms = Math.max(slowest.ms, performance.now() - startedAt);
    }
    return slowest;
  })();
  const startedAt = performance.now();
  const committed = await commitImport(access, started.value.id);
  isCommitting = false;
  const { saves, refused, ms } = await editing;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const deadlocks = (await countDeadlocks()) - deadlocksBefore;
  const labels = await db.judgment.count({ where: { studyId: access.studyId } });
  console.log({ committed: committed.ok, labels, seconds, saves, refused, slowestSaveMs: Math.round(ms), deadlocks });
}

const folder = await mkdtemp(join(tmpdir(), "grata-editor-"));
// As root the server runs as another user, who has to get in.
await chmod(folder, 0o755);
const database = await openDatabase(folder);
try {
  await run();
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
  process.exit();
}
