// Asks for the health of the app without a pause, in a thread of its own: what delays the raters' side delays none of this.
import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";

const everyMs = 10;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const ask = () =>
  new Promise((resolve) => {
    const startedAt = performance.now();
    const end = (status) => resolve({ status, ms: performance.now() - startedAt });
    get(workerData.url, { agent }, (response) => {
      response.resume();
      response.on("end", () => end(response.statusCode ?? 0));
    }).on("error", () => end(0));
  });

for (;;) {
  parentPort?.postMessage(await ask());
  await sleep(everyMs);
}
