import type { ClientBase } from "pg";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { pool } from "@/lib/db/pool";
import { recountSlots } from "@/lib/slots/item-slots";
import { groupsOf, type SlotRule, slotRule } from "@/lib/slots/slot-rule";

// One change of slots at a time, without holding the study's row while the items are waited for: labels need both.
const waitForOthers = `SELECT pg_advisory_xact_lock(hashtextextended('study-settings:' || $1, 0))`;

/** A change of k, of settings or of who is on a panel waits for the one before; this comes before any row is locked. */
export const takeSettingsTurn = (client: ClientBase, studyId: string) => client.query(waitForOthers, [studyId]);

/** The share of a panel that has no groups, and of one that nobody is on. */
const everybody = "all";

// $2: the groups that the rule names; null without a rule. $3: whether it is of a panel, which is of people who are in the study
// and have not seen the conditions: it would wait for nobody else's labels.
const placeRaters = `
  WITH wanted AS (
    SELECT r.id, CASE
      WHEN $2::text[] IS NULL OR r.status = 'WITHDRAWN' THEN NULL
      WHEN $3 AND (r.kind <> 'HUMAN' OR r."sawConditions" OR NOT EXISTS (
        SELECT FROM "Membership" m WHERE m."studyId" = $1 AND m."userId" = r."userId")) THEN NULL
      WHEN $3 AND cardinality($2::text[]) = 0 THEN '${everybody}'
      WHEN g.name = ANY($2::text[]) THEN g.id::text END AS share
    FROM "Rater" r LEFT JOIN "RaterGroup" g ON g."studyId" = $1 AND g.id = r."groupId" WHERE r."studyId" = $1)
  UPDATE "Rater" r SET "slotShare" = wanted.share FROM wanted
  WHERE r.id = wanted.id AND r."slotShare" IS DISTINCT FROM wanted.share RETURNING r.id`;

const countPanel = `
  SELECT "slotShare" AS share, count(*)::int AS labels FROM "Rater" WHERE "studyId" = $1 AND "slotShare" IS NOT NULL GROUP BY 1`;
const findGroups = `
  SELECT g.id::text AS share, named.labels FROM unnest($2::text[], $3::int[]) AS named (name, labels)
  JOIN "RaterGroup" g ON g."studyId" = $1 AND g.name = named.name`;

type Share = { share: string; labels: number };

async function listShares(client: ClientBase, studyId: string, rule: SlotRule): Promise<Share[]> {
  const asked =
    rule.by === "people"
      ? { text: countPanel, values: [studyId] }
      : {
          text: findGroups,
          values: [studyId, rule.shares.map(({ group }) => group), rule.shares.map(({ labels }) => labels)],
        };
  const { rows } = await client.query<Share>(asked);
  return rows.length > 0 ? rows : [{ share: everybody, labels: 0 }];
}

const readShares = `SELECT share, labels FROM "SlotShare" WHERE "studyId" = $1`;
const writeShares = `
  WITH gone AS (DELETE FROM "SlotShare" WHERE "studyId" = $1 AND NOT share = ANY($2))
  INSERT INTO "SlotShare" ("studyId", share, labels) SELECT $1, * FROM unnest($2::text[], $3::int[])
  ON CONFLICT ("studyId", share) DO UPDATE SET labels = excluded.labels`;

const nameOf = (shares: readonly Share[]) =>
  shares
    .map(({ share, labels }) => `${share} ${labels}`)
    .sort()
    .join();

/** `isOther`: items have to be counted anew. `k`: how many labels an item has by the rule; null without one. */
type Parted = { isOther: boolean; k: number | null };

/** Brings the study's shares, and which of them each rater takes, in line with a rule. The caller has the settings' turn and recounts. */
export async function partSlots(client: ClientBase, studyId: string, rule: SlotRule | null): Promise<Parted> {
  const moved = await client.query(placeRaters, [studyId, rule && groupsOf(rule), rule?.by === "people"]);
  const shares = rule ? await listShares(client, studyId, rule) : [];
  const { rows: before } = await client.query<Share>(readShares, [studyId]);
  const isOther = nameOf(shares) !== nameOf(before);
  if (isOther)
    await client.query(writeShares, [studyId, shares.map(({ share }) => share), shares.map(({ labels }) => labels)]);
  const sum = shares.reduce((labels, own) => labels + own.labels, 0);
  return { isOther: isOther || (moved.rowCount ?? 0) > 0, k: rule && Math.min(100, Math.max(1, sum)) };
}

const lockItems = `SELECT id FROM "Item" WHERE "studyId" = $1 ORDER BY id FOR NO KEY UPDATE`;

export async function lockedItems(client: ClientBase, studyId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(lockItems, [studyId]);
  return rows.map(({ id }) => id);
}

const readRule = `SELECT "slotRule" FROM "Study" WHERE id = $1`;
const saveK = `UPDATE "Study" SET "labelsPerItem" = $2 WHERE id = $1`;

/**
 * Counts anew who fills the slots of a study's items, where a rule says who: after somebody joined, left, or moved to another group.
 * Nothing happens where no rule does, or nothing changed. May be repeated at any time.
 */
export async function settleSlots(studyId: string): Promise<boolean> {
  const { rows } = await pool.query<{ slotRule: unknown }>(readRule, [studyId]);
  if (!rows[0]?.slotRule) return false;
  return pgTransaction(async (client) => {
    await takeSettingsTurn(client, studyId);
    const { rows } = await client.query<{ slotRule: unknown }>(readRule, [studyId]);
    const rule = slotRule.nullable().parse(rows[0]?.slotRule ?? null);
    const { isOther, k } = await partSlots(client, studyId, rule);
    if (!isOther || k === null) return false;
    await lockedItems(client, studyId);
    await client.query(saveK, [studyId, k]);
    // Listed again: an import that the study's row was waited for has brought items with the shares before.
    await recountSlots(client, await lockedItems(client, studyId));
    return true;
  });
}
