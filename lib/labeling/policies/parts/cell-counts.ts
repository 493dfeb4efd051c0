import { LRUCache } from "lru-cache";
import { prepared, type Queryable } from "@/lib/db/pg-transaction";

/** A cell of the design: how many labels of its items are given or on somebody's desk, and how many are still wanted. */
export type Cell = { conditionId: string | null; tier: string | null; taken: number; open: number };

export const cellKinds = { condition: "Conditions", "condition-tier": "Conditions and tiers" } as const;
export type CellKind = keyof typeof cellKinds;

// $2: whether tiers part cells.
const countCells = prepared(`
  SELECT i."conditionId", CASE WHEN $2::boolean THEN i.tier END AS tier,
    sum(s."labelsPerItem" - i."openSlots")::int AS taken, sum(i."openSlots")::int AS open
  FROM "Item" i JOIN "Study" s ON s.id = i."studyId"
  WHERE i."studyId" = $1 AND i."isServable" AND i."reservedFor" IS NULL GROUP BY 1, 2`);

export async function readCells(client: Queryable, studyId: string, kind: CellKind): Promise<Cell[]> {
  const { rows } = await client.query<Cell>(countCells(studyId, kind === "condition-tier"));
  return rows;
}

/** A cell as this process knows it, with the moments at which it gave out items of it. */
type Tracked = Cell & { given: number[] };

const nameOf = ({ conditionId, tier }: Cell) => JSON.stringify([conditionId, tier]);

/** Cells are counted anew after this many ms, or later where counting takes long: it never costs more than a twentieth. */
const freshMs = 250;
const leastPause = 20;

/** No claim takes longer than this to be committed: what was given out before is in a count, or was given up. */
const settledMs = 2000;

/** What was given out a moment ago may not be committed yet, and a count then misses it. */
function mergeCounts(counted: readonly Cell[], before: readonly Tracked[], now: number): Tracked[] {
  const known = new Map(before.map((cell) => [nameOf(cell), cell]));
  return counted.map((cell) => {
    const { taken = 0, given = [] } = known.get(nameOf(cell)) ?? {};
    const recent = given.filter((moment) => now - moment < settledMs);
    const missing = Math.max(0, Math.min(taken - cell.taken, recent.length));
    return { ...cell, taken: cell.taken + missing, open: cell.open - missing, given: recent };
  });
}

type Counting = { cells: Promise<Tracked[]>; until: number };

const countings = new LRUCache<string, Counting>({ max: 200 });

async function countAnew(client: Queryable, studyId: string, kind: CellKind, counting: Counting, before?: Counting) {
  const begun = performance.now();
  const counted = await readCells(client, studyId, kind);
  const now = performance.now();
  counting.until = now + Math.max(freshMs, leastPause * (now - begun));
  return mergeCounts(counted, before ? await before.cells : [], now);
}

/**
 * The cells of a study as they were counted a moment ago, with what this process has given out since (`take`, `giveBack`).
 * Slots given up, and what other processes give out, are seen at the next count.
 */
export function listCells(client: Queryable, studyId: string, kind: CellKind): Promise<Tracked[]> {
  const name = `${studyId} ${kind}`;
  const before = countings.get(name);
  if (before && performance.now() < before.until) return before.cells;
  // Whoever asks meanwhile waits for this count instead of making another.
  const counting: Counting = { cells: Promise.resolve([]), until: Number.POSITIVE_INFINITY };
  counting.cells = countAnew(client, studyId, kind, counting, before).catch((thrown) => {
    countings.delete(name);
    throw thrown;
  });
  countings.set(name, counting);
  return counting.cells;
}

export function take(cell: Tracked) {
  cell.taken++;
  cell.open--;
  cell.given.push(performance.now());
}

export function giveBack(cell: Tracked) {
  cell.taken--;
  cell.open++;
  cell.given.pop();
}
