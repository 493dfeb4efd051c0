import { setTimeout as sleep } from "node:timers/promises";
import { endBackends } from "@/lib/db/embedded/leftovers";
import { type Postmaster, probe } from "@/lib/db/embedded/postmaster";

type Supervised = {
  url: string;
  cluster: string;
  first: Postmaster;
  start: () => Promise<Postmaster>;
  announce: (line: string) => void;
  /** Called once when the server cannot be brought back; supervision has ended then. */
  onGiveUp: (cause: Error) => void;
};

export type Supervisor = { current: () => Postmaster; end: () => Promise<void> };

const probeEveryMs = 5_000;
const probeTimeoutMs = 10_000;
const silencesUntilKilled = 3;
const attempts = 6;

/** Resolves when the server has not answered several probes in a row. */
async function untilHung(url: string, isWatched: () => boolean, signal: AbortSignal) {
  let silences = 0;
  while (isWatched()) {
    await sleep(probeEveryMs, undefined, { signal, ref: false });
    silences = (await probe(url, probeTimeoutMs)) === "silent" ? silences + 1 : 0;
    if (silences >= silencesUntilKilled) return;
  }
}

/** Keeps a server running until `end`: restarts one that died, kills one that hangs. */
export function supervise({ url, cluster, first, start, announce, onGiveUp }: Supervised): Supervisor {
  const ending = new AbortController();
  let postmaster = first;

  async function watchOne() {
    const watched = postmaster;
    const done = new AbortController();
    const stop = AbortSignal.any([ending.signal, done.signal]);
    const hung = untilHung(url, watched.isRunning, stop).then(
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
