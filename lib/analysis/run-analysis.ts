import { once } from "node:events";
import { availableParallelism } from "node:os";
import { LRUCache } from "lru-cache";
import { Piscina } from "piscina";
import type { AnalysisKey, FiguresOf } from "@/lib/analysis/analyses";
import type { AnalysisJob } from "@/lib/analysis/analysis-job";
import { LabelsInMemory } from "@/lib/analysis/labels-in-memory";
import type { JobOutcome } from "@/lib/analysis/worker";
import { FairQueue } from "@/lib/fair-queue";
import { log, startClock } from "@/lib/log/log";
import { Refusal } from "@/lib/refusal";
import { findRequestSignal } from "@/lib/request-signal";
import { SharedJobs } from "@/lib/shared-jobs";
import { StudyGone } from "@/lib/studies/study-gone";
import { threadScript } from "@/lib/thread-script";

type Outcome = JobOutcome | { studyIsGone: true };

type Running = {
  threads: Piscina;
  queue: FairQueue;
  labels: LabelsInMemory;
  jobs: SharedJobs<Outcome>;
  results: LRUCache<string, JobOutcome>;
};

// Next puts the word in at build time. While developing, threads and results go soon, so that changed code is seen.
const keepMs = process.env.NODE_ENV === "development" ? 2_000 : 10 * 60_000;

/** Jobs that wait for a thread, in all and of one study: that one with many pages open keeps nobody else out. */
const mostWaiting = 200;
const mostWaitingEach = 100;

/** What results may take, in bytes. One that is larger than a quarter is not kept. */
const resultBytes = 64 * 1024 * 1024;
/** What labels may take: some 30 bytes each, and their items. */
const labelBytes = 256 * 1024 * 1024;

/** Waiting for a thread and computing: whoever still looks at the page has long given up. */
const usualPatienceMs = 3 * 60_000;

const overdue =
  "These figures took longer than three minutes and were given up: narrow them by a filter, or ask again later.";
const tooMany = "Too many figures are being computed at once: ask again in a minute.";

function open(): Running {
  // A core stays free for the people who label.
  const maxThreads = Math.max(1, Math.min(4, availableParallelism() - 1));
  const threads = new Piscina({
    filename: threadScript("analysis"),
    name: "analyse",
    minThreads: 0,
    maxThreads,
    idleTimeout: keepMs,
    niceIncrement: 10,
    // A thread reads one table at a time: the database's connections are for the people who label.
    env: { ...process.env, GRATA_POOL_SIZE: "4" },
  });
  return {
    threads,
    queue: new FairQueue(maxThreads, maxThreads),
    labels: new LabelsInMemory((asked) => threads.run(asked, { name: "readLabels" }), {
      maxSize: labelBytes,
      ttl: keepMs,
    }),
    jobs: new SharedJobs(),
    results: keepBySize({ maxSize: resultBytes, ttl: keepMs }),
  };
}

/** Keeps results up to a sum of bytes: what was not asked for longest goes first, and what is larger than a quarter never comes in. */
export const keepBySize = ({ maxSize, ttl }: { maxSize: number; ttl: number }) =>
  new LRUCache<string, JobOutcome>({
    maxSize,
    ttl,
    maxEntrySize: maxSize / 4,
    sizeCalculation: ({ bytes }, key) => bytes + 2 * key.length,
  });

// Kept on globalThis so that hot reloading in development does not start threads anew.
const shared = globalThis as { grataThreads?: Running };

/**
 * Runs a job in the worker threads, when it is its study's turn. Results are kept by study, data and filter, and a job that is asked for
 * twice at once runs once. It is given up when everybody who asked has gone (`signal`). What a withdrawn person said is gone from
 * results too: the fingerprint of the data has changed. Throws a `Refusal` for whoever asked: `StudyGone`, or that it takes too long.
 */
export async function runAnalysis<Key extends AnalysisKey>(
  job: AnalysisJob<Key>,
  { patienceMs = usualPatienceMs, signal = findRequestSignal() }: { patienceMs?: number; signal?: AbortSignal } = {},
): Promise<FiguresOf<Key> | null> {
  shared.grataThreads ??= open();
  const running = shared.grataThreads;
  const key = JSON.stringify(job);
  const start = (gone: AbortSignal) => runPatiently(running, job, { patienceMs, gone });
  const kept = running.results.get(key) ?? (await running.jobs.join(key, signal, start));
  if ("studyIsGone" in kept) throw new StudyGone();
  running.results.set(key, kept);
  return kept.figures as FiguresOf<Key> | null;
}

/** The labels are read for all who wait for them: that goes on when one has gone. */
async function compute({ threads, labels }: Running, job: AnalysisJob, signal: AbortSignal): Promise<Outcome> {
  const read = await untilAborted(labels.find(job.studyId, job.fingerprint), signal);
  return "labels" in read ? threads.run({ job, shared: read.labels }, { signal }) : read;
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const ended = new AbortController();
  const aborted = once(signal, "abort", { signal: ended.signal }).then(() => Promise.reject(signal.reason));
  return Promise.race([work, aborted]).finally(() => ended.abort());
}

type Given = { patienceMs: number; gone: AbortSignal };

/** A job that is given up is ended with its thread, or never begins. */
async function runPatiently(running: Running, job: AnalysisJob, { patienceMs, gone }: Given) {
  const { queue } = running;
  const { studyId, key: kind } = job;
  const clock = startClock();
  if (queue.countWaiting() >= mostWaiting || queue.countWaiting(studyId) >= mostWaitingEach) {
    log.warn("figures refused", { studyId, kind, waiting: queue.countWaiting() });
    throw new Refusal(tooMany);
  }
  const patience = AbortSignal.timeout(patienceMs);
  const signal = AbortSignal.any([gone, patience]);
  try {
    const leave = await queue.enter(studyId, { signal });
    const outcome = await compute(running, job, signal).finally(leave);
    log[clock() < 1000 ? "debug" : "info"]("figures computed", { studyId, kind, ms: clock() });
    return outcome;
  } catch (error) {
    if (signal.aborted) log.warn("figures given up", { studyId, kind, ms: clock() });
    else log.error("figures failed", { studyId, kind, error });
    throw patience.aborted ? new Refusal(overdue) : error;
  }
}

/** Ends the threads: for tests and whoever ends in order. */
export async function closeAnalysis(): Promise<void> {
  await shared.grataThreads?.threads.destroy();
  shared.grataThreads = undefined;
}
