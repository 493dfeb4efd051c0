import { availableParallelism } from "node:os";
import { LRUCache } from "lru-cache";
import { Piscina } from "piscina";
import type { AnalysisKey, FiguresOf } from "@/lib/analysis/analyses";
import type { AnalysisJob } from "@/lib/analysis/analysis-job";
import { Refusal } from "@/lib/refusal";
import { StudyGone } from "@/lib/studies/study-gone";
import { threadScript } from "@/lib/thread-script";

type Running = { threads: Piscina; results: LRUCache<string, Promise<unknown>> };

// Next puts the word in at build time. While developing, threads and results go soon, so that changed code is seen.
const keepMs = process.env.NODE_ENV === "development" ? 2_000 : 10 * 60_000;

/** Jobs that wait for a thread. */
const mostWaiting = 200;

/** Waiting for a thread and computing: whoever still looks at the page has long given up. */
const usualPatienceMs = 3 * 60_000;

const overdue =
  "These figures took longer than three minutes and were given up: narrow them by a filter, or ask again later.";
const tooMany = "Too many figures are being computed at once: ask again in a minute.";

function open(): Running {
  const threads = new Piscina({
    filename: threadScript("analysis"),
    name: "analyse",
    minThreads: 0,
    // A core stays free for the people who label.
    maxThreads: Math.max(1, Math.min(4, availableParallelism() - 1)),
    idleTimeout: keepMs,
    niceIncrement: 10,
    // A thread reads one table at a time: the database's connections are for the people who label.
    env: { ...process.env, GRATA_POOL_SIZE: "4" },
  });
  return { threads, results: new LRUCache({ max: 500, ttl: keepMs }) };
}

// Kept on globalThis so that hot reloading in development does not start threads anew.
const shared = globalThis as { grataThreads?: Running };

/**
 * Runs a job in the worker threads. Results are kept by study, data and filter, and a job that is asked for twice at
 * once runs once. What a withdrawn person said is gone from them too: the fingerprint of the data has changed. Throws a
 * `Refusal` for whoever asked: `StudyGone`, or that it takes too long.
 */
export async function runAnalysis<Key extends AnalysisKey>(
  job: AnalysisJob<Key>,
  patienceMs = usualPatienceMs,
): Promise<FiguresOf<Key> | null> {
  const outcome = await startOrJoin(job, patienceMs);
  if (outcome === "study gone") throw new StudyGone();
  return outcome;
}

type Outcome<Key extends AnalysisKey> = FiguresOf<Key> | null | "study gone";

function startOrJoin<Key extends AnalysisKey>(job: AnalysisJob<Key>, patienceMs: number): Promise<Outcome<Key>> {
  shared.grataThreads ??= open();
  const { threads, results } = shared.grataThreads;
  const key = JSON.stringify(job);
  const known = results.get(key);
  if (known) return known as Promise<Outcome<Key>>;
  const running: Promise<Outcome<Key>> = runPatiently(threads, job, patienceMs);
  results.set(key, running);
  running.catch(() => results.delete(key));
  return running;
}

/** A job that is given up is ended with its thread, or never begins. */
async function runPatiently(threads: Piscina, job: unknown, patienceMs: number) {
  if (threads.queueSize >= mostWaiting) throw new Refusal(tooMany);
  const signal = AbortSignal.timeout(patienceMs);
  try {
    return await threads.run(job, { signal });
  } catch (error) {
    if (signal.aborted) throw new Refusal(overdue);
    throw error;
  }
}

/** Ends the threads: for tests and whoever ends in order. */
export async function closeAnalysis(): Promise<void> {
  await shared.grataThreads?.threads.destroy();
  shared.grataThreads = undefined;
}
