import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { FairQueue } from "@/lib/fair-queue";
import type { Preview } from "@/lib/imports/contract";
import { ImportCancelled } from "@/lib/imports/incoming-bytes";
import type { Reading } from "@/lib/imports/mutations";
import type { Stage } from "@/lib/imports/stage-import";
import { makeSignals, type PreviewJob, type StageJob, type StageOutcome } from "@/lib/imports/thread-jobs";
import { runWatched } from "@/lib/imports/watched-job";
import { UnreadableSource } from "@/lib/text/bytes/source";
import { threadScript } from "@/lib/thread-script";

/** A core stays free for the people who label. */
const mostAtOnce = Math.max(1, Math.min(2, availableParallelism() - 1));

const silenceMs = 60_000;
const previewMs = 20_000;
const memoryMb = 1024;
// A thread loads its code for seconds, so it waits a while for the next file. Next puts the word in at build time: while
// developing, threads go soon, so that changed code is seen.
const keepMs = process.env.NODE_ENV === "development" ? 2_000 : 10 * 60_000;

function open() {
  const make = (maxThreads: number) =>
    new Piscina({
      filename: threadScript("imports"),
      name: "read",
      minThreads: 0,
      maxThreads,
      idleTimeout: keepMs,
      niceIncrement: 10,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
  // Whoever looks at the beginning of a file does not wait for those that are read whole.
  return { staging: make(mostAtOnce), previews: make(1), queue: new FairQueue(mostAtOnce) };
}

// Kept on globalThis so that hot reloading in development does not start threads anew.
const shared = globalThis as { grataReadingThreads?: ReturnType<typeof open> };

function threads() {
  shared.grataReadingThreads ??= open();
  return shared.grataReadingThreads;
}

/** Stages a file in a thread of its own. Throws what `stageImport` throws, and `UnreadableSource` where the thread did not survive it. */
const stageInThread: Stage = async ({ problems, signal, ...staging }, file) => {
  if (file.kind === "folder") throw new RangeError("stageInThread: a folder cannot be handed to a thread");
  if (!(signal instanceof AbortSignal)) throw new RangeError("stageInThread: the signal has to be one that tells");
  const signals = makeSignals();
  const job: StageJob = { kind: "stage", ...staging, file, signals };
  try {
    const outcome = await runWatched<StageOutcome>(threads().staging, job, { signals, signal, silenceMs });
    if (outcome === "cancelled") throw new ImportCancelled();
    problems.take(outcome.problems);
    return { plan: outcome.plan, stored: outcome.stored };
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    problems.add({ file: staging.asked.fileName, line: 0, field: null, message: error.message });
    return { plan: null, stored: null };
  }
};

/** Files are read in threads, one of a study at a time; who waits does so in a fair queue. */
export const inThreads = (): Reading => ({ stage: stageInThread, queue: threads().queue });

/** What would come of a file, going by its beginning, as `previewImport` says it. Null: it took too long. */
export async function previewInThread(job: Omit<PreviewJob, "kind">): Promise<Preview | null> {
  const signal = AbortSignal.timeout(previewMs);
  try {
    return await threads().previews.run({ kind: "preview", ...job } satisfies PreviewJob, { signal });
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/** Ends the threads: for tests and whoever ends in order. */
export async function closeReadingThreads(): Promise<void> {
  const open = shared.grataReadingThreads;
  shared.grataReadingThreads = undefined;
  await Promise.all([open?.staging.destroy(), open?.previews.destroy()]);
}
