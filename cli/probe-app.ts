import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** How often the app is asked, how long it may take, and how many silences in a row make it hung. */
export type Pace = { everyMs: number; timeoutMs: number; silences: number };

export const patient: Pace = { everyMs: 5_000, timeoutMs: 10_000, silences: 3 };

/** Whether the app says anything at all within the time. A 503 is an answer: what it complains of is not mended by a new process. */
function answers(url: string, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    // A connection of its own: one that is kept may belong to the process before.
    const asked = get(url, { agent: new Agent({ keepAlive: false }) }, (response) => {
      response.resume();
      resolve(true);
    });
    const late = setTimeout(() => asked.destroy(new Error("no answer in time")), timeoutMs);
    asked.on("error", () => resolve(false));
    asked.on("close", () => clearTimeout(late));
  });
}

/** Resolves when the app has not answered several probes in a row; rejects when `signal` ends the watch. */
export async function untilHung(url: string, pace: Pace, signal: AbortSignal): Promise<void> {
  let silences = 0;
  while (silences < pace.silences) {
    await sleep(pace.everyMs, undefined, { signal, ref: false });
    silences = (await answers(url, pace.timeoutMs)) ? 0 : silences + 1;
  }
}
