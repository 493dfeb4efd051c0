/*
 * What pages and calls of a study cost alone, and beside a study of a million judgments in the same database: every one that
 * prisma/tenancy.db.test.ts knows, through the app's functions, in one process. Medians and their ratio; what stands above 1.3 is marked.
 *
 *   npx tsx --tsconfig cli/tsconfig.json bench/tenancy.ts [--items 2000] [--labels 1000000] [--rounds 21]
 *
 * `--items` is the size of the study that is looked at. Against an embedded database of its own, or the empty and migrated one of DATABASE_URL.
 */
import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fillLoadStudy, makeLoadStudy } from "@/cli/testing/load-study";
import { openDatabase } from "./bench-database";

const { values: given } = parseArgs({
  options: {
    items: { type: "string", default: "2000" },
    labels: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "21" },
  },
});
const [items, labels, rounds] = [Number(given.items), Number(given.labels), Number(given.rounds)];
const mostTimes = 1.3;

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** The pages and calls, on a study with labels of its own. */
async function listCalls() {
  const { pool } = await import("@/lib/db/client");
  const overview = await import("@/lib/analysis/overview-queries");
  const { StudyLabels, readLabelTable } = await import("@/lib/analysis/label-queries");
  const { listVersionRows } = await import("@/lib/analysis/label-row-queries");
  const { exportBytes } = await import("@/lib/exports/make-export");
  const { exportOptionsSchema } = await import("@/lib/formats/contract/export-options");
  const { findItem, listConditions, listItems } = await import("@/lib/items/queries");
  const { itemFilterSchema } = await import("@/lib/items/schema");
  const { claimItems } = await import("@/lib/labeling/claim/claim-items");
  const { findSeat } = await import("@/lib/labeling/access");
  const { answerSubmit } = await import("@/lib/labeling/http/answers");
  const { listFinished } = await import("@/lib/labeling/show/queries");
  const { getProtocolEditor } = await import("@/lib/protocol/queries");
  const { listRaters } = await import("@/lib/raters/queries");
  const { forgetFingerprint, getFingerprint } = await import("@/lib/studies/fingerprint");
  const { prove } = await import("@/lib/studies/proof");
  const { listStudies } = await import("@/lib/studies/queries");

  const client = await pool.connect();
  const study = await makeLoadStudy(client, { items, raters: 4, labelsPerItem: 4 });
  const [first, ...others] = study.raters;
  if (!first) throw new Error("a study without raters");
  await fillLoadStudy(client, { ...study, raters: others });
  client.release();
  const access = prove({ studyId: study.id, userId: first.userId, role: "OWNER" });
  const found = await findSeat({ userId: first.userId, signedAt: Date.now(), sessionId: randomUUID() }, study.id);
  if (!found.ok) throw new Error(found.reason);
  const seat = found.value;
  const everything = itemFilterSchema.parse({});
  const readOn = new StudyLabels(study.id);
  const someItem = (await listItems(access, everything)).items[0]?.id ?? "";
  await readOn.read();
  let held = (await claimItems(seat, 1)).leases[0]?.assignmentId ?? "";
  const submit = async () => {
    const { status } = await answerSubmit(seat, {
      studyId: study.id,
      assignmentId: held,
      key: randomUUID(),
      edits: null,
      answeredMsAgo: 0,
      activeMs: 1,
      elapsedMs: 1,
      holds: [],
      knows: [study.versionId],
      want: 0,
      answers: { safety: { item: { state: "GIVEN", value: 3 } } },
    });
    if (status !== 200) throw new Error("a label was refused");
    held = (await claimItems(seat, 1)).leases[0]?.assignmentId ?? "";
  };
  const readAll = async (bytes: AsyncIterable<Uint8Array>) => {
    for await (const _ of bytes);
  };
  const calls: Record<string, () => Promise<unknown>> = {
    "overview: progress": () => overview.getLabelingProgress(access),
    "overview: raters": () => overview.listRaterProgress(access),
    "overview: imported raters": () => overview.countImportedRaters(access),
    "overview: conditions": () => overview.listConditionProgress(access),
    "list of studies": () => listStudies(first.userId),
    "items: first page": () => listItems(access, everything),
    "items: searched": () => listItems(access, { ...everything, q: "question 12", labels: "open" }),
    "items: without labels": () => listItems(access, { ...everything, labels: "none" }),
    "items: conditions": async () => listConditions(access),
    "one item": async () => findItem(access, someItem),
    raters: () => listRaters(access, { q: "", group: "", page: 1 }),
    "protocol editor": () => getProtocolEditor(access),
    "analysis: versions": () => listVersionRows(pool, study.id),
    "analysis: fingerprint": () => {
      forgetFingerprint(access);
      return getFingerprint(access);
    },
    "analysis: all labels": () => readLabelTable(access),
    "analysis: nothing new": () => readOn.read(),
    "export X4, JSON Lines": () => readAll(exportBytes(access, "x4", "jsonl", exportOptionsSchema.parse({}))),
    "a label and a claim": submit,
    "finished items": () => listFinished(seat, { before: null, limit: 10 }),
  };
  return calls;
}

async function measure(calls: Record<string, () => Promise<unknown>>) {
  const medians = new Map<string, number>();
  for (const [name, call] of Object.entries(calls)) {
    const times: number[] = [];
    for (let round = 0; round < rounds + 3; round++) {
      const startedAt = performance.now();
      await call();
      // The first ones open connections and plan.
      if (round >= 3) times.push(performance.now() - startedAt);
    }
    medians.set(name, median(times));
  }
  return medians;
}

async function addNeighbour() {
  const { pool } = await import("@/lib/db/client");
  const client = await pool.connect();
  const raters = 10;
  const neighbour = await makeLoadStudy(client, { items: Math.ceil(labels / raters), raters, labelsPerItem: raters });
  await fillLoadStudy(client, neighbour);
  await client.query("CHECKPOINT");
  client.release();
}

const folder = await mkdtemp(join(tmpdir(), "grata-tenancy-"));
await chmod(folder, 0o755);
const database = await openDatabase(folder);
try {
  const calls = await listCalls();
  // What runs first warms up everything.
  await measure(calls);
  const alone = await measure(calls);
  await addNeighbour();
  const beside = await measure(calls);
  for (const [name, before] of alone) {
    const after = beside.get(name) ?? 0;
    const times = after / before;
    const columns = [name.padEnd(28), `${before.toFixed(1)} ms`.padStart(10), `${after.toFixed(1)} ms`.padStart(10)];
    console.log(...columns, `x ${times.toFixed(2)}`.padStart(8), times > mostTimes ? " above" : "");
  }
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
