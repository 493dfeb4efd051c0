import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import type { RaterSeat } from "@/lib/labeling/seat";
import type { ItemLayout } from "@/lib/layouts/layouts";
import { isOpenTo, takeOneFor } from "@/lib/slots/share-sql";

type PickedItem = { itemId: string; layout: ItemLayout; keys: string[] };

declare const taken: unique symbol;

/** An item of which one of the k slots is taken: only a statement of `takeOpen` makes one. */
export type TakenItem = PickedItem & { readonly [taken]: true };
/** An item of which none is. */
export type UncountedItem = PickedItem & { readonly [taken]?: never };

/** Items with a free slot for this rater ($2), who has them neither on the desk nor behind them. `where`: SQL about "Item" i, from $3. */
const open = (where: string) => `
  FROM "Item" i
  WHERE i."studyId" = $1 AND ${isOpenTo("$2")} AND i."isServable" AND ${where}
    AND NOT EXISTS (SELECT FROM "Assignment" a
      WHERE a."studyId" = $1 AND a."raterId" = $2 AND a."itemId" = i.id AND a.state IN ('LEASED', 'DONE', 'SKIPPED'))`;

type Asker = Pick<RaterSeat, "studyId" | "raterId">;

/**
 * Takes a slot of the first open item, as `where` ($3 and later are its values) and `orderBy` say; `place`, a number, is
 * told back. The caller holds the rater's row. Items that others are taking at this very moment are passed over, so that
 * nobody queues; null may therefore mean "none that is not locked": `seeOpen` tells.
 */
export function takeOpen({ where, orderBy, place }: { where: string; orderBy: string; place: string }) {
  // Not FOR UPDATE: that would also skip every item into which a label is just being stored (foreign keys lock the row, gently).
  const statement = prepared(`
  WITH picked AS (SELECT i.id ${open(where)} ORDER BY ${orderBy} LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED)
  UPDATE "Item" i SET ${takeOneFor("$2")} FROM picked WHERE i.id = picked.id
  RETURNING i.id AS "itemId", ${place} AS place, i.layout,
    ARRAY(SELECT p.key FROM "ItemPart" p WHERE p."studyId" = $1 AND p."itemId" = i.id ORDER BY length(p.key), p.key) AS keys`);
  return async (client: Queryable, { studyId, raterId }: Asker, ...values: unknown[]) => {
    const { rows } = await client.query<TakenItem & { place: number }>(statement(studyId, raterId, ...values));
    return rows[0] ?? null;
  };
}

/** Whether there is an open item, locked for a moment or not. */
export function seeOpen(where: string) {
  const statement = prepared(`SELECT ${open(where)} LIMIT 1`);
  return async (client: Queryable, { studyId, raterId }: Asker, ...values: unknown[]): Promise<boolean> =>
    Boolean((await client.query(statement(studyId, raterId, ...values))).rowCount);
}

/** Before the first place of any list, and behind the last. */
const first = -1;
const last = 2 ** 31 - 1;

const between = (column: string) => `i."${column}" > $3 AND i."${column}" <= $4`;

/** Takes a slot of the next item behind a place of a list: from there to the end, then once around. */
export function takeAlong(column: "position" | "fileIndex") {
  const name = `i."${column}"`;
  const take = takeOpen({ where: between(column), orderBy: name, place: name });
  return async (client: Queryable, asker: Asker, place: number) => {
    const ahead = await take(client, asker, place, last);
    return ahead || place === first ? ahead : take(client, asker, first, place);
  };
}

const seeBetween = seeOpen(between("position"));

/** Whether any item of the study is open to this rater. */
export const isAnyOpen = (client: Queryable, asker: Asker): Promise<boolean> => seeBetween(client, asker, first, last);
