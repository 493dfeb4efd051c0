import { fork } from "node:child_process";
import { join } from "node:path";
import type { Trial } from "./try-mutants";

/** A change may turn a loop into one without an end: a mutant that takes this long is one that the tests notice. */
const patienceMs = 180_000;

type Onward = { from: number; onTried: (place: number, passes: boolean) => void };

/** Tries mutants from a place on, until all are tried or one does not come to an end: the place reached. */
function tryFrom({ tries, ...trial }: Trial, { from, onTried }: Onward): Promise<number> {
  const given = { ...trial, tries: tries.slice(from) };
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "try-mutants.ts"), [JSON.stringify(given)], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      // A group of its own: workers of Vitest end with it.
      detached: true,
    });
    const end = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    process.once("exit", end);
    let reached = from;
    const giveUp = () => {
      onTried(reached++, false);
      end();
    };
    let timer = setTimeout(giveUp, patienceMs);
    child.on("message", (passes: boolean) => {
      clearTimeout(timer);
      onTried(reached++, passes);
      if (reached < tries.length) timer = setTimeout(giveUp, patienceMs);
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      process.off("exit", end);
      if (code !== null && code !== 0) reject(new Error(`Trying mutants of ${trial.project} ended with code ${code}`));
      else resolve(reached);
    });
  });
}

/** Tries all, and tells of each whether the tests pass with it. */
export async function runTrial(trial: Trial, onTried: Onward["onTried"]): Promise<void> {
  for (let from = 0; from < trial.tries.length; ) from = await tryFrom(trial, { from, onTried });
}
