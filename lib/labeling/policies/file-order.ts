import { prepared } from "@/lib/db/pg-transaction";
import { takeAlong } from "@/lib/labeling/claim/open-items";
import { wholeWalk } from "@/lib/labeling/policies/parts/whole-walk";
import { definePolicy } from "@/lib/labeling/policies/policy";

const take = takeAlong("fileIndex");

const findFirst = prepared(`
  SELECT min("fileIndex") AS first, coalesce(bool_or("fileIndex" = $2), false) AS "standsThere" FROM "Item" WHERE id = ANY($1)`);

/** From item to item as the files have them, file after file. The cursor is the last item's place. */
export const fileOrder = definePolicy({
  ...wholeWalk,
  key: "file-order",
  words: {
    name: "As in the file",
    about: "Everybody begins with the first item and goes on from item to item, file after file.",
  },
  inFileOrder: true,
  next: async (client, { seat, cursor }) => {
    const item = await take(client, seat, cursor);
    return item && { item, cursor: item.place };
  },
  rehearse: ({ shelf, reader, cursor }) => {
    const item = shelf.seekAround(shelf.along("fileIndex"), reader, cursor);
    return item === null ? null : { item, cursor: shelf.placeOf(item, "fileIndex") };
  },
  // Back to before the first of the released items, where the walk stands at one of them: this rater then meets them first.
  onGivenUp: async (client, { cursor }, { itemIds, how }) => {
    if (how !== "RELEASED") return cursor;
    const { rows } = await client.query<{ first: number | null; standsThere: boolean }>(findFirst(itemIds, cursor));
    const [found] = rows;
    return found?.standsThere && found.first !== null ? found.first - 1 : cursor;
  },
});
