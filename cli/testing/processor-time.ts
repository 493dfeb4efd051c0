import { readFile } from "node:fs/promises";

/** Ticks of the processor in /proc are hundredths of a second on every Linux that Node runs on. */
const msPerTick = 10;

/** A process's own time and that of its children that have ended, in ms; 0 where it is gone, or there is no /proc. */
async function readOwnMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name of the program stands in brackets and may hold spaces: what is counted comes behind it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).reduce((sum, ticks) => sum + (Number(ticks) || 0), 0) * msPerTick;
}

async function readChildren(pid: number): Promise<number[]> {
  const lists = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  return lists.split(" ").filter(Boolean).map(Number);
}

/**
 * Processor time of a process with everything below it, in ms. It says what a label costs where other work on the machine makes every
 * clock useless.
 */
export async function readProcessorMs(pid: number): Promise<number> {
  const below = await Promise.all((await readChildren(pid)).map(readProcessorMs));
  return below.reduce((sum, ms) => sum + ms, await readOwnMs(pid));
}
