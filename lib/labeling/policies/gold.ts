import { z } from "zod";
import { labelPool } from "@/lib/db/label-pool";
import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { countRight, readMarks } from "@/lib/gold/read-marks";
import { drawCount } from "@/lib/labeling/claim/draw-order";
import type { News } from "@/lib/labeling/contract";
import { percent, withinField, withinPoints } from "@/lib/labeling/policies/parts/percent";
import { findReserved, findReservedProblem } from "@/lib/labeling/policies/parts/reserved-items";
import { wholeNumber } from "@/lib/labeling/policies/parts/whole-number";
import { beforeFirst, definePolicy, halt, type Standing } from "@/lib/labeling/policies/policy";

const tellings = { researcher: "You alone", both: "You and the person" } as const;

const settings = z.object({
  every: wholeNumber({ least: 2, most: 1000 }),
  within: withinPoints,
  atLeast: wholeNumber({ least: 1, most: 1000 }),
  warn: percent,
  pause: percent,
  told: z.enum(Object.keys(tellings) as (keyof typeof tellings)[], "Choose who is told"),
});
type Settings = z.output<typeof settings>;

/** A gold answer has its effect only after so many further items, drawn: what came of it would else tell which item it was. */
const leastLater = 1;
const mostLater = 5;

const selectCleared = prepared(`
  SELECT "goldClearedAt" AS cleared, "goldWarnedAt" AS warned FROM "Rater" WHERE "studyId" = $1 AND id = $2`);
const warn = prepared(`UPDATE "Rater" SET "goldWarnedAt" = now() WHERE "studyId" = $1 AND id = $2`);
const unwarn = prepared(
  `UPDATE "Rater" SET "goldWarnedAt" = NULL, "goldWarningReadAt" = NULL WHERE "studyId" = $1 AND id = $2`,
);
const pause = prepared(`
  UPDATE "Rater" SET status = 'PAUSED', "pausedBy" = 'gold', "goldWarnedAt" = coalesce("goldWarnedAt", now())
  WHERE "studyId" = $1 AND id = $2 AND status = 'ACTIVE'`);

/** Holds a rater's gold answers against the study's bounds, and acts where they fall below one. Whether the rater may go on. */
async function checkGold(client: Queryable, { seat, settings: set }: Standing<Settings>): Promise<boolean> {
  const { studyId, raterId, seed } = seat;
  const marked = await readMarks(client, { studyId, raterIds: [raterId], purpose: "GOLD", within: set.within });
  if (marked.length === 0) return true;
  const { rows } = await client.query<{ cleared: Date | null; warned: Date | null }>(selectCleared(studyId, raterId));
  const { cleared = null, warned = null } = rows[0] ?? {};
  const counted = marked.filter(({ state, finishedAt, later, assignmentId }) => {
    const isDue = later >= leastLater + drawCount(mostLater - leastLater + 1, seed, assignmentId, "gold");
    return state === "DONE" && isDue && (cleared === null || (finishedAt ?? cleared) > cleared);
  });
  if (counted.length < set.atLeast) return true;
  const { right, asked } = countRight(counted);
  const accuracy = (100 * right) / asked;
  if (accuracy < set.pause) {
    await client.query(pause(studyId, raterId));
    return false;
  }
  if (accuracy < set.warn && warned === null) await client.query(warn(studyId, raterId));
  if (accuracy >= set.warn && warned !== null) await client.query(unwarn(studyId, raterId));
  return true;
}

const selectPaused = prepared(`
  SELECT FROM "Rater" WHERE "studyId" = $1 AND id = $2 AND status = 'PAUSED' AND "pausedBy" = 'gold'`);
const selectWarning = prepared(`
  SELECT FROM "Rater" WHERE "studyId" = $1 AND id = $2 AND "goldWarnedAt" IS NOT NULL
    AND ("goldWarningReadAt" IS NULL OR "goldWarningReadAt" < "goldWarnedAt")`);
const markRead = prepared(`
  UPDATE "Rater" SET "goldWarningReadAt" = now() WHERE "studyId" = $1 AND id = $2 AND "goldWarnedAt" IS NOT NULL`);

const warningId = "gold-warning";

/**
 * Reserved items with known answers among the others, unannounced, each once to a rater: how well somebody works while they work.
 * Nothing that a browser gets tells them from the rest. The cursor is how many items the rater had met when the last one came.
 */
export const gold = definePolicy({
  key: "gold",
  words: {
    name: "Hidden gold, to see how well people work",
    about:
      "Now and then an item comes whose right answer is known, and nothing tells that it does. Whoever falls below the lower bound is paused until you let them go on; nothing is rejected, and all labels stay. These labels take no place among those that an item needs, and never count.",
  },
  purpose: "GOLD",
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
    withinField,
    {
      name: "atLeast",
      label: "Nothing is said before so many gold items",
      hint: "Few items say little: of five, an accuracy of 60 % may be anything from 23 to 88 %.",
      asks: "whole number",
      initial: "5",
    },
    { name: "warn", label: "Warn below, in percent", hint: "0: never.", asks: "whole number", initial: "70" },
    { name: "pause", label: "Pause below, in percent", hint: "0: never.", asks: "whole number", initial: "50" },
    {
      name: "told",
      label: "Who is told of a warning",
      hint: "A person who is told is asked to read the guidelines again; never which item it was.",
      asks: "one of",
      options: Object.entries(tellings).map(([value, label]) => ({ value, label })),
      initial: "researcher",
    },
  ],
  findProblem: async (client, { studyId, settings: set }) => {
    if (set.pause > set.warn && set.warn > 0)
      return ["pause", "Pause below a lower share than the warning, or nobody is ever warned"];
    const problem = await findReservedProblem(client, studyId, "GOLD");
    return problem === null ? null : ["key", problem];
  },
  findObstacle: (client, { studyId }) => findReservedProblem(client, studyId, "GOLD"),
  next: async (client, { seat, settings: set, cursor, met }) => {
    if (!(await checkGold(client, { seat, settings: set }))) return halt;
    const [least, most] = [Math.ceil(set.every / 2), Math.floor(1.5 * set.every)];
    const gap = least + drawCount(most - least + 1, seat.seed, seat.raterId, "gold", String(cursor));
    if (met - Math.max(cursor, 0) < gap) return null;
    const item = await findReserved(client, seat, { reservation: "GOLD", order: "drawn" });
    return item && { item, cursor: met };
  },
  // They come only between other items.
  isLeft: async () => false,
  explainEmpty: async () => null,
  explainHalt: async ({ seat: { studyId, raterId } }) => {
    const { rowCount } = await labelPool.query(selectPaused(studyId, raterId));
    return rowCount ? { reason: "rater-checked" } : null;
  },
  listNews: async ({ seat: { studyId, raterId }, settings: { told } }): Promise<News[]> => {
    const { rowCount } = await labelPool.query(selectWarning(studyId, raterId));
    if (!rowCount || told !== "both") return [];
    const lines = [
      "Some items have a known answer, and several of yours differ from it. Read the guidelines again before you go on.",
      "Nothing you gave is lost or rejected.",
    ];
    return [{ kind: "message", id: warningId, title: "A look at the guidelines is due", lines }];
  },
  takeNews: async (client, { seat: { studyId, raterId } }, id) =>
    id === warningId && (await client.query(markRead(studyId, raterId))).rowCount === 1,
  expectBeside: (items, { every }, reserved) => Math.min(reserved.GOLD, Math.floor(items / every)),
  onGivenUp: async (_, { cursor, settings: { every } }, { how }) =>
    how === "RELEASED" ? Math.max(beforeFirst, cursor - every) : cursor,
});
