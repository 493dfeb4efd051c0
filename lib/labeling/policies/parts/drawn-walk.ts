import { LRUCache } from "lru-cache";
import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { drawPlace } from "@/lib/labeling/claim/draw-order";
import { takeAlong } from "@/lib/labeling/claim/open-items";
import { type NoSettings, wholeWalk } from "@/lib/labeling/policies/parts/whole-walk";
import { beforeFirst, type GivenUp, type Turn } from "@/lib/labeling/policies/policy";
import type { RehearsedTurn } from "@/lib/labeling/rehearsal/rehearse-policy";
import type { RaterSeat } from "@/lib/labeling/seat";

const lastPosition = prepared(`SELECT max(position) AS last FROM "Item" WHERE "studyId" = $1`);

// It moves with an import only, and a walk finds what is open from whatever place it draws.
const knownLast = new LRUCache<string, number>({ max: 500, ttl: 5000 });

async function readLast(client: Queryable, studyId: string): Promise<number> {
  const { rows } = await client.query<{ last: number | null }>(lastPosition(studyId));
  const last = rows[0]?.last ?? -1;
  if (last >= 0) knownLast.set(studyId, last);
  return last;
}

const take = takeAlong("position");

/**
 * A walk whose every step draws the place behind which the next item is looked for. `walkerOf`: whose order it is, a
 * rater's own or one for all. The cursor counts the places that were drawn.
 */
export const drawnWalk = (walkerOf: (seat: Pick<RaterSeat, "raterId">) => string) => ({
  ...wholeWalk,
  inFileOrder: false,
  next: async (client: Queryable, { seat, cursor }: Turn<NoSettings>) => {
    const last = knownLast.get(seat.studyId) ?? (await readLast(client, seat.studyId));
    const drawn = { seed: seat.seed, walker: walkerOf(seat), step: cursor + 1 };
    const item = await take(client, seat, drawPlace(last + 1, drawn));
    return item && { item, cursor: cursor + 1 };
  },
  rehearse: ({ shelf, reader, raterId, seed, cursor }: RehearsedTurn<NoSettings>) => {
    const behind = drawPlace(shelf.last + 1, { seed, walker: walkerOf({ raterId }), step: cursor + 1 });
    const item = shelf.seekAround(shelf.along("position"), reader, behind);
    return item === null ? null : { item, cursor: cursor + 1 };
  },
  // Back to before the released items, so that this rater meets them first when they return.
  onGivenUp: async (_: Queryable, { cursor }: Pick<Turn<NoSettings>, "cursor">, { itemIds, how }: GivenUp) =>
    how === "RELEASED" ? Math.max(beforeFirst, cursor - itemIds.length) : cursor,
});
