import { z } from "zod";
import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { drawCount } from "@/lib/labeling/claim/draw-order";
import { isAnyOpen, type UncountedItem } from "@/lib/labeling/claim/open-items";
import { wholeNumber } from "@/lib/labeling/policies/parts/whole-number";
import { beforeFirst, definePolicy } from "@/lib/labeling/policies/policy";
import type { RaterSeat } from "@/lib/labeling/seat";
import { layoutOf } from "@/lib/layouts/layouts";

const orders = {
  same: "As they stood the first time",
  other: "The other way round",
  half: "The other way round in half of them, drawn",
} as const;
type Order = keyof typeof orders;

const settings = z.object({
  every: wholeNumber({ least: 2, most: 1000 }),
  apart: wholeNumber({ least: 1, most: 10_000 }),
  days: wholeNumber({ least: 0, most: 365 }),
  order: z.enum(Object.keys(orders) as Order[], "Choose how the parts stand"),
});

/**
 * Items that this rater has labeled, which count, and which no repeat of theirs is about; $3: so many items ago, $4: so many
 * days. None whose persona was shown after the answer: whoever has read it would not answer as before.
 */
const findLabeled = prepared(`
  WITH labeled AS (
    SELECT a."itemId", a."shownOrder", a.purpose, a."versionId",
      row_number() OVER (ORDER BY a."finishedAt" DESC, a.id) AS ago, a."finishedAt"
    FROM "Assignment" a WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.state = 'DONE')
  SELECT i.id AS "itemId", i.layout, l."shownOrder" AS keys
  FROM labeled l
  JOIN "Item" i ON i."studyId" = $1 AND i.id = l."itemId"
  JOIN "ProtocolVersion" v ON v."studyId" = $1 AND v.id = l."versionId"
  WHERE l.purpose = 'PRIMARY' AND l.ago > $3 AND l."finishedAt" <= now() - $4::int * interval '1 day'
    AND i."isServable" AND v."personaVisibility" <> 'AFTER_ANSWER'
    AND NOT EXISTS (SELECT FROM "Assignment" again
      WHERE again."studyId" = $1 AND again."raterId" = $2 AND again."itemId" = l."itemId" AND again.purpose = 'REPEAT'
        AND again.state IN ('LEASED', 'DONE', 'SKIPPED'))
  ORDER BY md5(i.id::text || $5) LIMIT 1`);

const isRevealing = prepared(`
  SELECT "personaVisibility" = 'AFTER_ANSWER' AS "isRevealing" FROM "ProtocolVersion"
  WHERE "studyId" = $1 ORDER BY number DESC LIMIT 1`);

const countGiven = prepared(`
  SELECT count(*)::int AS given FROM "Assignment" a WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.purpose = 'REPEAT'
    AND a.state IN ('LEASED', 'DONE', 'SKIPPED')`);

/** Whoever comes back after the days in between finds nothing new to lie among: what is owed then comes in a row. */
async function isOwed(client: Queryable, seat: RaterSeat, met: number, every: number): Promise<boolean> {
  const { rows } = await client.query<{ given: number }>(countGiven(seat.studyId, seat.raterId));
  return Math.floor(met / every) > (rows[0]?.given ?? 0) && !(await isAnyOpen(client, seat));
}

/** How many items lie between the last repeat and the next, drawn. */
function drawGap(every: number, seed: number, names: readonly string[]): number {
  const [least, most] = [Math.ceil(every / 2), Math.floor(1.5 * every)];
  return least + drawCount(most - least + 1, seed, ...names);
}

/**
 * Items that a rater has labeled already come again among the new ones, unannounced: how far somebody agrees with
 * themselves, and with themselves from the other side. The cursor is how many items the rater had met when the last one came.
 */
export const repeats = definePolicy({
  key: "repeats",
  words: {
    name: "Items again, to see who agrees with themselves",
    about:
      "Now and then an item that somebody has labeled comes again among the others, and nothing tells that it does. These labels take no place among those that an item needs, and are left out of headline figures unless the study counts repeated votes.",
  },
  purpose: "REPEAT",
  countsTowardK: false,
  givesAll: false,
  inFileOrder: false,
  settings,
  fields: [
    {
      name: "every",
      label: "One in so many items",
      hint: "On average: from half as many to one and a half times as many lie between two of them, drawn.",
      asks: "whole number",
      initial: "10",
    },
    {
      name: "apart",
      label: "Labeled in between, at least",
      hint: "So many other items lie between the first time and the second.",
      asks: "whole number",
      initial: "20",
    },
    {
      name: "days",
      label: "Days in between, at least",
      hint: "0: within a session too. Two weeks are usual where people should have forgotten; whoever then comes back and has labeled everything is given what is due in a row.",
      asks: "whole number",
      initial: "0",
    },
    {
      name: "order",
      label: "Sides and options",
      hint: "Of items whose parts have no order of their own.",
      asks: "one of",
      options: Object.entries(orders).map(([value, label]) => ({ value, label })),
      initial: "same",
    },
  ],
  findProblem: async (client, { studyId }) => {
    const { rows } = await client.query<{ isRevealing: boolean }>(isRevealing(studyId));
    return rows[0]?.isRevealing
      ? [
          "key",
          "The protocol shows the persona after the answer: nobody can answer such an item again as if for the first time",
        ]
      : null;
  },
  next: async (client, { seat, settings: { every, apart, days, order }, cursor, met }) => {
    const { studyId, raterId, seed } = seat;
    const names = [raterId, "repeat", String(cursor)];
    const gap = drawGap(every, seed, names);
    const isDue = met - Math.max(cursor, 0) >= gap || (days > 0 && (await isOwed(client, seat, met, every)));
    if (!isDue) return null;
    const { rows } = await client.query<UncountedItem>(findLabeled(studyId, raterId, apart, days, names.join(" ")));
    const [item] = rows;
    if (!item) return null;
    const isTurned = order === "other" || (order === "half" && drawCount(2, seed, ...names, "order") === 1);
    return { item, cursor: met, order: isTurned && layoutOf(item).isShuffled ? item.keys.toReversed() : item.keys };
  },
  expectBeside: (items, { every, days }) => (days > 0 ? 0 : Math.floor(items / every)),
  // What comes after days comes after the rehearsal: it asks for time then, and for no slot.
  rehearse: ({ raterId, seed, settings: { every, apart, days }, cursor, met }) => {
    const gap = drawGap(every, seed, [raterId, "repeat", String(cursor)]);
    const isDue = days === 0 && met > apart && met - Math.max(cursor, 0) >= gap;
    return isDue ? { item: "again", cursor: met } : null;
  },
  // They wait for no other rater, and come only between other items.
  isLeft: async () => false,
  explainEmpty: async () => null,
  onGivenUp: async (_, { cursor, settings: { every } }, { how }) =>
    how === "RELEASED" ? Math.max(beforeFirst, cursor - 2 * every) : cursor,
});
