import { setTimeout as sleep } from "node:timers/promises";
import type { Piscina } from "piscina";
import { beating, cancelled } from "@/lib/imports/thread-jobs";
import { UnreadableSource } from "@/lib/text/bytes/source";

type Watched = {
  signals: Int32Array;
  /** Asks the job to end in order. */
  signal: AbortSignal;
  /** A thread that gives no sign of life for so long is ended. */
  silenceMs: number;
};

const hung = "Reading this file takes too long at one place: it was given up. Is it what its name says?";
const outOfMemory = "Reading this file takes more memory than there is for it: split it";

/** Resolves when the number has not grown for so long, or when `ended`. */
async function untilSilent(signals: Int32Array, silenceMs: number, ended: AbortSignal): Promise<void> {
  for (let last = -1; !ended.aborted; ) {
    const now = Atomics.load(signals, beating);
    if (now === last) return;
    last = now;
    await sleep(silenceMs, undefined, { signal: ended, ref: false }).catch(() => undefined);
  }
}

/**
 * Runs a job in a thread and watches over it. One that hangs or takes too much memory is ended with its thread, and is
 * `UnreadableSource`: it was the file.
 */
export async function runWatched<T>(
  threads: Piscina,
  job: unknown,
  { signals, signal, silenceMs }: Watched,
): Promise<T> {
  const ending = new AbortController();
  const ended = new AbortController();
  const cancel = () => Atomics.store(signals, cancelled, 1);
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  const silent = untilSilent(signals, silenceMs, ended.signal).then(() => {
    if (!ended.signal.aborted) ending.abort();
  });
  try {
    return await threads.run(job, { signal: ending.signal });
  } catch (error) {
    if (ending.signal.aborted) throw new UnreadableSource(hung);
    if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") throw new UnreadableSource(outOfMemory);
    throw error;
  } finally {
    ended.abort();
    signal.removeEventListener("abort", cancel);
    await silent;
  }
}
