import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Piscina } from "piscina";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beating, cancelled, makeSignals } from "@/lib/imports/thread-jobs";
import { runWatched } from "@/lib/imports/watched-job";
import { UnreadableSource } from "@/lib/text/bytes/source";

/** What a thread does that meets a bad file, and what a good one does. */
const worker = `
const work = {
  spin: () => { for (;;); },
  fill: () => { for (const all = []; ; ) all.push(new Array(1_000_000).fill(all.length)); },
  fail: () => { throw new Error("the database is gone"); },
  answer: () => "read",
  untilCancelled: async ({ signals }) => {
    while (Atomics.load(signals, ${cancelled}) === 0) {
      Atomics.add(signals, ${beating}, 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return "cancelled";
  },
};
export default (job) => work[job.does](job);
`;

let folder: string;
let threads: Piscina;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-threads-"));
  await writeFile(join(folder, "worker.mjs"), worker);
  const resourceLimits = { maxOldGenerationSizeMb: 24 };
  threads = new Piscina({ filename: join(folder, "worker.mjs"), maxThreads: 1, resourceLimits });
});
afterAll(async () => {
  await threads.destroy();
  await rm(folder, { recursive: true });
});

function run(does: string, { signal = new AbortController().signal, silenceMs = 30_000 } = {}) {
  const signals = makeSignals();
  return runWatched<string>(threads, { does, signals }, { signals, signal, silenceMs });
}

test.each([
  ["spin", 300, "takes too long at one place"],
  ["fill", 30_000, "takes more memory than there is"],
])(
  "a file on which a thread does nothing but %s is refused, and the next one is read",
  async (does, silenceMs, message) => {
    const error = await run(does, { silenceMs }).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(UnreadableSource);
    expect(error).toHaveProperty("message", expect.stringContaining(message));
    expect(await run("answer")).toBe("read");
  },
);

test("what fails for another reason is no fault of the file", async () => {
  const error = await run("fail").catch((cause: unknown) => cause);
  expect(error).not.toBeInstanceOf(UnreadableSource);
  expect(error).toHaveProperty("message", "the database is gone");
});

test("a job that shows it is alive goes on, and ends in order when cancelled", async () => {
  const controller = new AbortController();
  const running = run("untilCancelled", { signal: controller.signal });
  controller.abort();
  expect(await running).toBe("cancelled");
});
