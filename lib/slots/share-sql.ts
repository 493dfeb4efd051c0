/*
 * SQL about the share of an item's slots that a rater's labels take (`Rater.slotShare`, `Item.groupSlots`). Both stand on rows that a claim
 * holds or is told anew when it gets them: however many ask at once, no share gives more than it has.
 */

const shareOf = (rater: string) => `(SELECT r."slotShare" FROM "Rater" r WHERE r.id = ${rater})`;

/** Whether the item i keeps a free slot for this rater (a parameter). */
export const isOpenTo = (rater: string) =>
  `i."openSlots" > 0 AND (i."groupSlots" IS NULL OR (i."groupSlots"->>${shareOf(rater)})::int > 0)`;

/** Sets the item's slots as they are once this rater has taken one. */
export const takeOneFor = (
  rater: string,
) => `"openSlots" = i."openSlots" - 1, "groupSlots" = CASE WHEN i."groupSlots" IS NOT NULL
    THEN jsonb_set(i."groupSlots", ARRAY[${shareOf(rater)}], to_jsonb((i."groupSlots"->>${shareOf(rater)})::int - 1)) END`;
