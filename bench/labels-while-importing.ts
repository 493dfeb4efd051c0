/*
 * Twenty raters label over HTTP while a researcher loads files of 16 MB that hold nothing, one of each kind after another:
 * how long labels take against when nobody loads anything, the longest that `/api/health` is silent, how long each file takes
 * to be refused or read, and the memory of the web process. Client, app, database and reading thread share the machine.
 *
 *   npx tsx --tsconfig cli/tsconfig.json bench/labels-while-importing.ts [--megabytes 16] [--seconds 3] [--patience 20] [--pauses 0,250] [--only deep]
 *
 * Raters pause for so many milliseconds between labels (0: as fast as they are answered). A file is loaded again until the
 * seconds have passed, so that there are labels enough to speak of; one that takes longer than the patience is cancelled.
 */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";
import { Worker } from "node:worker_threads";
import pg from "pg";
import { makeLoadStudy, removeLoadStudy } from "@/cli/testing/load-study";
import { makeCookie, makeRaterClient } from "@/cli/testing/rater-client";
import { listChildren, type RunningApp, startApp } from "@/cli/testing/start-app";
import { type ImportStatus, importPaths, previewBytes } from "@/lib/imports/contract";
import { type BadFile, badFiles } from "./bad-files";
import { inMs, walk } from "./label-walk";

const { values } = parseArgs({
  options: {
    megabytes: { type: "string", default: "16" },
    seconds: { type: "string", default: "3" },
    patience: { type: "string", default: "20" },
    pauses: { type: "string", default: "0,250" },
    only: { type: "string", default: "" },
  },
});
const raters = 20;
const warmMs = 3_000;
const memoryEveryMs = 200;

/** What was seen while something went on. */
type Seen = { labels: number[]; silences: number[]; megabytes: number };

const nothing = (): Seen => ({ labels: [], silences: [], megabytes: 0 });

/** Collects what arrives into the stretch that is being watched. */
class Watch {
  private seen = nothing();
  errors = 0;
  onLabel = (ms: number) => void this.seen.labels.push(ms);
  onHealth = ({ status, ms }: { status: number; ms: number }) => {
    this.seen.silences.push(ms);
    if (status !== 200) this.errors += 1;
  };
  onMemory = (megabytes: number) => {
    this.seen.megabytes = Math.max(this.seen.megabytes, megabytes);
  };
  /** What was seen since the last call. */
  take(): Seen {
    const { seen } = this;
    this.seen = nothing();
    return seen;
  }
}

const findWebProcess = () =>
  listChildren(process.pid)
    .flatMap(({ pid }) => listChildren(pid))
    .find(({ command }) => /\bweb\.mjs\b/.test(command))?.pid ?? 0;

async function watchMemory(watch: Watch, isOver: () => boolean) {
  const pid = findWebProcess();
  while (!isOver()) {
    const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
    watch.onMemory(Number(stdout) / 1024);
    await sleep(memoryEveryMs);
  }
}

type Researcher = { url: string; cookie: string; studyId: string };

async function post<T>(
  { url, cookie }: Researcher,
  path: string,
  query: Record<string, string>,
  body: Uint8Array<ArrayBuffer>,
) {
  const headers = { cookie, "sec-fetch-site": "same-origin", "content-type": "application/octet-stream" };
  const response = await fetch(`${url}${path}?${new URLSearchParams(query)}`, { method: "POST", headers, body });
  if (response.status >= 500) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

/** As a browser does it: a preview of the beginning, then the whole file; what came of it is forgotten again. */
async function load(researcher: Researcher, { name }: BadFile, bytes: Uint8Array<ArrayBuffer>): Promise<ImportStatus> {
  const paths = importPaths(researcher.studyId);
  const id = randomUUID();
  const headers = { cookie: researcher.cookie, "sec-fetch-site": "same-origin" };
  const forget = () => fetch(`${researcher.url}${paths.status(id)}`, { method: "DELETE", headers });
  await post(
    researcher,
    paths.preview,
    { fileName: name, size: String(bytes.length) },
    bytes.subarray(0, previewBytes),
  );
  const losePatience = setTimeout(forget, Number(values.patience) * 1000);
  const status = await post<ImportStatus>(researcher, paths.upload, { fileName: name, id }, bytes);
  clearTimeout(losePatience);
  if (status.state !== "CANCELLED") await forget();
  return status;
}

function show(name: string, { labels, silences, megabytes }: Seen, took: string, words: string) {
  const columns = [
    name.padEnd(18),
    took.padStart(8),
    `${labels.length} labels`.padStart(13),
    `p50 ${inMs(labels, 0.5)}`.padStart(10),
    `p95 ${inMs(labels, 0.95)}`.padStart(10),
    `silent ${Math.max(...silences).toFixed(0)} ms`.padStart(15),
    `${megabytes.toFixed(0)} MB`.padStart(9),
  ];
  console.log(...columns, ` ${words.slice(0, 110)}`);
}

const inWords = ({ state, problems, counts }: ImportStatus) =>
  problems[0]?.message ?? `${state.toLowerCase()}, ${counts.items.toLocaleString("en")} items`;

function add(all: Seen, seen: Seen) {
  all.labels.push(...seen.labels);
  all.silences.push(...seen.silences);
  all.megabytes = Math.max(all.megabytes, seen.megabytes);
}

/** Each file after a stretch of quiet, so that what else the machine does falls on both alike. */
async function loadAll(researcher: Researcher, watch: Watch) {
  const [quiet, busy] = [nothing(), nothing()];
  for (const file of badFiles.filter(({ name }) => name.includes(values.only))) {
    const bytes = new Uint8Array(file.make(Number(values.megabytes) * 1024 * 1024));
    watch.take();
    await sleep(Number(values.seconds) * 1000);
    const before = watch.take();
    const startedAt = performance.now();
    const status = await load(researcher, file, bytes);
    const took = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
    while (performance.now() - startedAt < Number(values.seconds) * 1000) await load(researcher, file, bytes);
    const seen = watch.take();
    show(
      file.name,
      seen,
      took,
      `quiet p95 ${inMs(before.labels, 0.95)}, silent ${Math.max(...before.silences).toFixed(0)}. ${inWords(status)}`,
    );
    add(quiet, before);
    add(busy, seen);
  }
  show("quiet, in all", quiet, "", "");
  const ratio = inMs(busy.labels, 0.95) / inMs(quiet.labels, 0.95);
  show("loading, in all", busy, "", `p95 ${ratio.toFixed(2)} times that of quiet`);
}

async function measure(app: RunningApp, client: pg.Client, pauseMs: number) {
  const study = await makeLoadStudy(client, { items: 60_000, raters, labelsPerItem: 3 });
  const own = await makeLoadStudy(client, { items: 0, raters: 1, labelsPerItem: 3 });
  await client.query(`UPDATE "Membership" SET role = 'OWNER' WHERE "studyId" = $1`, [own.id]);
  const researcher = {
    url: app.url,
    cookie: await makeCookie(app.secret, own.raters[0]?.userId ?? ""),
    studyId: own.id,
  };
  const clients = await Promise.all(study.raters.map((rater) => makeRaterClient(app, study, rater)));
  const health = new Worker(new URL("./watch-health.mjs", import.meta.url), {
    workerData: { url: `${app.url}/api/health` },
  });
  const watch = new Watch();
  health.on("message", watch.onHealth);
  let isOver = false;
  const pause = async () => void (pauseMs > 0 && (await sleep(pauseMs * (0.5 + Math.random()))));
  const walks = clients.map((each) => walk(each, study, () => isOver, { pause, onLabel: watch.onLabel }));
  const memory = watchMemory(watch, () => isOver);
  try {
    console.log(`\n${raters} raters, ${pauseMs} ms between labels, files of ${values.megabytes} MB`);
    await sleep(warmMs);
    await loadAll(researcher, watch);
  } finally {
    isOver = true;
    const errors = (await Promise.all(walks)).reduce((sum, each) => sum + each.errors, 0);
    await memory;
    await health.terminate();
    console.log(`labels refused: ${errors}, health other than 200: ${watch.errors}`);
    for (const each of clients) each.close();
    await removeLoadStudy(client, study);
    await removeLoadStudy(client, own);
  }
}

const app = await startApp((line) => console.log(`[app] ${line}`));
const client = new pg.Client({ connectionString: app.databaseUrl });
await client.connect();
try {
  for (const pauseMs of values.pauses.split(",").map(Number)) await measure(app, client, pauseMs);
} finally {
  await client.end();
  await app.stop();
}
