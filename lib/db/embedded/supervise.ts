import { setTimeout as sleep } from "node:timers/promises";
import { endBackends } from "@/lib/db/embedded/leftovers";
import { type Postmaster, probe } from "@/lib/db/embedded/postmaster";

type Supervised = {
  url: string;
  cluster: string;
  first: Postmaster;
  start: () => Promise<Postmaster>;
  announce: (line: string) => void;
  pace?: Pace;
  /** Called once when the server cannot be brought back; supervision has ended then. */
  onGiveUp: (cause: Error) => void;
};

export type Supervisor = { current: () => Postmaster; end: () => Promise<void> };

/** How often the server is asked, how long it may take, and how many silences in a row make it hung. */
export type Pace = { everyMs: number; timeoutMs: number; silences: number };

const patient: Pace = { everyMs: 5_000, timeoutMs: 10_000, silences: 3 };
const attempts = 6;

/** Resolves when the server has not answered several probes in a row. */
async function untilHung(url: string, pace: Pace, signal: AbortSignal) {
  let silences = 0;
  while (silences < pace.silences) {
    await sleep(pace.everyMs, undefined, { signal, ref: false });
    silences = (await probe(url, pace.timeoutMs)) === "silent" ? silences + 1 : 0;
  }
}

/** Keeps a server running until `end`: restarts one that died, kills one that hangs. */
export function supervise({ url, cluster, first, start, announce, onGiveUp, pace = patient }: Supervised): Supervisor {
  const ending = new AbortController();
  let postmaster = first;

  async function watchOne() {
    const watched = postmaster;
    const done = new AbortController();
    const stop = AbortSignal.any([ending.signal, done.signal]);
    const hung = untilHung(url, pace, stop).then(
      () => "hung" as const,
      () => "ended" as const,
    );
    const outcome = await Promise.race([watched.exited.then(() => "died" as const), hung]);
    done.abort();
    if (ending.signal.aborted) return;
    announce(outcome === "hung" ? "The database hangs: killing and restarting it" : "The database died: restarting it");
    watched.signal("SIGKILL");
    await watched.exited;
  }

  async function restart() {
    for (let attempt = 1; !ending.signal.aborted; attempt++) {
      try {
        const startedAt = Date.now();
        await endBackends(cluster);
        postmaster = await start();
        announce(`The database is back (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
        return;
      } catch (error) {
        if (attempt === attempts) throw error;
        announce((error as Error).message);
        await sleep(500 * 2 ** attempt, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  }

  async function watch() {
    while (!ending.signal.aborted) {
      await watchOne();
      if (!ending.signal.aborted) await restart();
    }
  }

  const watching = watch().catch((error: Error) => {
    if (!ending.signal.aborted) onGiveUp(error);
  });
  return {
    current: () => postmaster,
    end: async () => {
      ending.abort();
      // A restart under way is waited for, so that `current` is what has to be stopped.
      await Promise.race([watching, postmaster.exited.then(() => watching), sleep(100).then(() => undefined)]);
    },
  };
}
