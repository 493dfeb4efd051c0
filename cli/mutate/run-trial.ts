import { fork } from "node:child_process";
import { join } from "node:path";
import type { Trial } from "./try-mutants";

type Said = { place: number; tests: number; passes: boolean };

/** A change may turn a loop into one without an end: a mutant that takes this long is one that the tests notice. */
const patienceMs = 90_000;

/** Tries mutants from a place on, until all are tried or one does not come to an end: which of them the tests let pass. */
function tryFrom(trial: Trial, from: number, passes: boolean[]): Promise<number> {
  const given = { ...trial, mutants: trial.mutants.slice(from) };
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
      passes[reached++] = false;
      end();
    };
    let timer = setTimeout(giveUp, patienceMs);
    child.on("message", (said: Said) => {
      clearTimeout(timer);
      passes[reached++] = said.passes;
      if (reached < trial.mutants.length) timer = setTimeout(giveUp, patienceMs);
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      process.off("exit", end);
      if (code !== null && code !== 0) reject(new Error(`${trial.path}: trying its mutants ended with code ${code}`));
      else resolve(reached);
    });
  });
}

/** For each mutant, whether the tests pass with it. */
export async function runTrial(trial: Trial): Promise<boolean[]> {
  const passes: boolean[] = [];
  for (let reached = 0; reached < trial.mutants.length; ) reached = await tryFrom(trial, reached, passes);
  return passes;
}
