/*
 * The readers of CSV, JSON and JSON Lines alone, over files of doubling size: whatever is in a file, twice as much of it takes
 * twice as long. What is refused at its beginning takes no time at all.
 *
 *   npx tsx --tsconfig cli/tsconfig.json bench/readers.ts [--megabytes 16] [--rounds 3]
 */
import { parseArgs } from "node:util";
import { readTable, sniffTable } from "@/lib/text/rows/table-rows";
import { badFiles } from "./bad-files";

const { values } = parseArgs({
  options: { megabytes: { type: "string", default: "16" }, rounds: { type: "string", default: "3" } },
});
const largest = Number(values.megabytes) * 1024 * 1024;
const sizes = [largest / 16, largest / 8, largest / 4, largest / 2, largest];
const rounds = Number(values.rounds);
const chunkBytes = 65_536;

async function* inPieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

function read(name: string, bytes: Buffer) {
  const head = bytes.subarray(0, chunkBytes).toString();
  return readTable({ kind: "file", name, bytes: inPieces(bytes) }, sniffTable(name, head));
}

/** Milliseconds, and how the reading ended. */
async function time(name: string, bytes: Buffer): Promise<{ ms: number; end: string }> {
  const startedAt = performance.now();
  let count = 0;
  let end = "";
  try {
    for await (const _ of read(name, bytes)) count++;
  } catch (error) {
    end = error instanceof Error ? `, then: ${error.message}` : "";
  }
  return { ms: performance.now() - startedAt, end: `${count.toLocaleString("en")} rows${end}` };
}

/** The quickest of a few rounds: what else the machine does only ever slows down. */
async function measure(name: string, bytes: Buffer) {
  let best = await time(name, bytes);
  for (let round = 1; round < rounds; round++) {
    const again = await time(name, bytes);
    if (again.ms < best.ms) best = again;
  }
  return best;
}

console.log(
  "".padEnd(18),
  ...sizes.map((bytes) => `${bytes / 1024 / 1024} MB`.padStart(9)),
  "last doubling".padStart(15),
);
for (const { name, make } of badFiles.filter((file) => /\.(csv|jsonl?)$/.test(file.name))) {
  const took: number[] = [];
  let last = "";
  for (const bytes of sizes) {
    const { ms, end } = await measure(name, make(bytes));
    took.push(ms);
    last = end;
  }
  const ratio = (took.at(-1) ?? 0) / (took.at(-2) ?? 1);
  console.log(
    name.padEnd(18),
    ...took.map((ms) => `${ms.toFixed(0)} ms`.padStart(9)),
    `× ${ratio.toFixed(1)}`.padStart(15),
    ` ${last.slice(0, 80)}`,
  );
}
