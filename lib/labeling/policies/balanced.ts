import { z } from "zod";
import { labelPool } from "@/lib/db/label-pool";
import { drawCount } from "@/lib/labeling/claim/draw-order";
import { explainOpenItems } from "@/lib/labeling/claim/explain-open-items";
import { isAnyOpen, seeOpen, takeOpen } from "@/lib/labeling/claim/open-items";
import {
  type Cell,
  type CellKind,
  cellKinds,
  giveBack,
  listCells,
  readCells,
  take,
} from "@/lib/labeling/policies/parts/cell-counts";
import { wholeNumber } from "@/lib/labeling/policies/parts/whole-number";
import { beforeFirst, definePolicy } from "@/lib/labeling/policies/policy";

const kinds = Object.keys(cellKinds) as CellKind[];

const settings = z.object({
  over: z.enum(kinds, "Choose what labels are balanced over"),
  cap: wholeNumber({ least: 0, most: 1000 }),
});

/** $3: how many items of one prompt this rater may meet; 0: as many as there are. Prompts that are used up are listed once, not item by item. */
const isWithinCap = `($3::int = 0 OR i."taskId" NOT IN (
  SELECT other."taskId" FROM "Assignment" mine JOIN "Item" other ON other."studyId" = $1 AND other.id = mine."itemId"
  WHERE mine."studyId" = $1 AND mine."raterId" = $2 AND mine.purpose = 'PRIMARY'
    AND mine.state IN ('LEASED', 'DONE', 'SKIPPED') GROUP BY 1 HAVING count(*) >= $3::int))`;

/** Open items of a cell ($4, $6; tiers where $5 says so), in the order of their drawn places, behind one of them or up to it ($7). */
const along = (side: ">" | "<=") =>
  takeOpen({
    where: `i."conditionId" IS NOT DISTINCT FROM $4::uuid AND (NOT $5::boolean OR i.tier IS NOT DISTINCT FROM $6::text)
      AND i.position ${side} $7::int AND ${isWithinCap}`,
    orderBy: "i.position",
    place: "i.position",
  });
const [takeBehind, takeUpTo] = [along(">"), along("<=")];

const see = seeOpen(isWithinCap);

/** Places are drawn among so many. */
const places = 2 ** 31 - 1;

/** After so many cells that have nothing for this rater it is asked whether any has. */
const patience = 3;

/** A number that a draw and a cell's name make, as good as drawn: FNV-1a with the last mixing of MurmurHash3. */
function mix(drawn: number, { conditionId, tier }: Pick<Cell, "conditionId" | "tier">): number {
  let hash = drawn ^ 0x811c9dc5;
  for (const character of `${conditionId} ${tier}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Cells with open items, the one with fewest labels first; which of equals is drawn. */
function inTurn<C extends Cell>(cells: readonly C[], seed: number, ...names: string[]): C[] {
  const drawn = drawCount(places, seed, ...names, "cell");
  const open = cells.filter((cell) => cell.open > 0).map((cell) => ({ cell, luck: mix(drawn, cell) }));
  return open.toSorted((a, b) => a.cell.taken - b.cell.taken || a.luck - b.luck).map(({ cell }) => cell);
}

/**
 * The next item is of the cell of the design that has fewest labels, so that no cell runs ahead while others wait: an
 * analysis by condition can be read while labels come in. Within the cell the order is drawn.
 */
export const balanced = definePolicy({
  key: "balanced",
  words: {
    name: "Balanced over conditions",
    about:
      "The next item comes from the condition with the fewest labels so far, so that none runs ahead of the others; within it the order is drawn.",
  },
  purpose: "PRIMARY",
  countsTowardK: true,
  givesAll: true,
  inFileOrder: false,
  settings,
  fields: [
    {
      name: "over",
      label: "Balanced over",
      hint: "Tiers are those that items came with.",
      asks: "one of",
      options: kinds.map((value) => ({ value, label: cellKinds[value] })),
      initial: "condition",
    },
    {
      name: "cap",
      label: "Items of one prompt for one person, at most",
      hint: "Whoever has read many answers to a prompt judges the next by them. 0: no limit.",
      asks: "whole number",
      initial: "0",
    },
  ],
  findProblem: async (client, { studyId, settings: { over } }) => {
    const cells = await readCells(client, studyId, over);
    return cells.length === 1
      ? ["over", "All items of the study are of one cell: there is nothing to balance. Choose another order"]
      : null;
  },
  next: async (client, { seat, settings: { over, cap }, cursor }) => {
    const { studyId, raterId, seed } = seat;
    const names = [raterId, "balanced", String(cursor)];
    const behind = drawCount(places, seed, ...names);
    const cells = inTurn(await listCells(client, studyId, over), seed, ...names);
    for (const [tried, cell] of cells.entries()) {
      if (tried === patience && !(await see(client, seat, cap))) return null;
      // Before anybody else looks which cell has fewest.
      take(cell);
      const asked = [cap, cell.conditionId, over === "condition-tier", cell.tier, behind];
      const item = (await takeBehind(client, seat, ...asked)) ?? (await takeUpTo(client, seat, ...asked));
      if (item) return { item, cursor: cursor + 1 };
      giveBack(cell);
    }
    return null;
  },
  rehearse: ({ shelf, reader, raterId, seed, settings: { over, cap }, cursor }) => {
    const names = [raterId, "balanced", String(cursor)];
    const behind = drawCount(places, seed, ...names);
    const isAllowed = (item: number) => (reader.prompts.get(shelf.items[item]?.taskId ?? "") ?? 0) < cap;
    for (const { row } of inTurn(shelf.cells(over === "condition-tier"), seed, ...names)) {
      const item = shelf.seekAround(row, reader, behind, cap > 0 ? isAllowed : undefined);
      if (item !== null) return { item, cursor: cursor + 1 };
    }
    return null;
  },
  isLeft: (client, { seat, settings: { cap } }) => see(client, seat, cap),
  explainEmpty: async ({ seat, settings: { cap } }) =>
    cap > 0 && (await isAnyOpen(labelPool, seat)) ? { reason: "all-capped" } : explainOpenItems(seat),
  onGivenUp: async (_, { cursor }, { itemIds, how }) =>
    how === "RELEASED" ? Math.max(beforeFirst, cursor - itemIds.length) : cursor,
});
