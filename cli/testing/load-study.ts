import { randomUUID } from "node:crypto";
import type { ClientBase } from "pg";

type Connection = Pick<ClientBase, "query">;

export type LoadStudy = { id: string; versionId: string; raters: { userId: string; raterId: string }[] };

const questions = [
  { key: "safety", type: "ordinal", text: "How safe is it?", points: [1, 2, 3, 4, 5].map((value) => ({ value })) },
];

// One task, one output of about 1 kB and one part per item, written by the database itself: 100,000 take some ten seconds.
const fill = `
  WITH item AS (
    SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS task, gen_random_uuid() AS output
    FROM generate_series(0, $2::int - 1) AS n),
  tasks AS (
    INSERT INTO "Task" (id, "studyId", "externalId", prompt)
    SELECT task, $1, 'task-' || n, 'Question ' || n || ': what would you do first?' FROM item),
  outputs AS (
    INSERT INTO "Output" (id, "studyId", "taskId", text)
    SELECT output, $1, task, repeat('Rest, drink water and wait for a day. ', 25) || n FROM item),
  items AS (
    INSERT INTO "Item" (id, "studyId", "externalId", "taskId", layout, position, "fileIndex", "openSlots")
    SELECT id, $1, 'item-' || n, task, 'SINGLE', n, n, $3 FROM item)
  INSERT INTO "ItemPart" ("studyId", id, "itemId", key, "outputId") SELECT $1, gen_random_uuid(), id, '1', output FROM item`;

const addRater = `
  WITH person AS (INSERT INTO "User" (id, email, name, "sessionsValidFrom") VALUES ($2::uuid, $2::uuid || '@example.org', 'Load', 'epoch')),
  member AS (INSERT INTO "Membership" ("studyId", "userId", role) VALUES ($1::uuid, $2::uuid, 'RATER'))
  INSERT INTO "Rater" (id, "studyId", "userId", pseudonym) VALUES ($3::uuid, $1::uuid, $2::uuid, 'load-' || $3::uuid)`;

/**
 * An open study with this many items and raters, ready to be labeled: one ordinal question. It is written with plain SQL
 * over the connection given, because the app under load has a database of its own.
 */
export async function makeLoadStudy(
  client: Connection,
  given: { items: number; raters: number; labelsPerItem: number },
): Promise<LoadStudy> {
  const [id, versionId] = [randomUUID(), randomUUID()];
  await client.query(
    `INSERT INTO "Study" (id, name, state, seed, "labelsPerItem") VALUES ($1, 'Load', 'OPEN', 1, $2)`,
    [id, given.labelsPerItem],
  );
  await client.query(
    `INSERT INTO "ProtocolVersion" (id, "studyId", number, questions, "publishedAt") VALUES ($1, $2, 1, $3, now())`,
    [versionId, id, JSON.stringify(questions)],
  );
  await client.query(fill, [id, given.items, given.labelsPerItem]);
  await client.query(`ANALYZE "Item"`);
  const raters: LoadStudy["raters"] = [];
  for (let made = 0; made < given.raters; made++) {
    const rater = { userId: randomUUID(), raterId: randomUUID() };
    await client.query(addRater, [id, rater.userId, rater.raterId]);
    raters.push(rater);
  }
  return { id, versionId, raters };
}

/** Removes it with everything in it. */
export async function removeLoadStudy(client: Connection, { id, raters }: LoadStudy): Promise<void> {
  for (const table of ["Judgment", "Assignment", "Item", "Output", "Task"])
    await client.query(`DELETE FROM "${table}" WHERE "studyId" = $1`, [id]);
  await client.query(`DELETE FROM "Study" WHERE id = $1`, [id]);
  await client.query(`DELETE FROM "User" WHERE id = ANY($1)`, [raters.map(({ userId }) => userId)]);
}

const fillLabels = `
  WITH assignment AS (
    INSERT INTO "Assignment" (id, "studyId", "itemId", "raterId", "versionId", "shownOrder", state, "leaseExpiresAt", "finishedAt")
    SELECT gen_random_uuid(), $1, i.id, $2, $3, '{1}', 'DONE', now(), now() FROM "Item" i WHERE i."studyId" = $1
    RETURNING id, "itemId"),
  judgment AS (
    INSERT INTO "Judgment" (id, "studyId", "itemId", "raterId", "versionId", "assignmentId", purpose, "idempotencyKey", shown)
    SELECT gen_random_uuid(), $1, "itemId", $2, $3, id, 'PRIMARY', "itemId", '{"order": ["1"]}' FROM assignment
    RETURNING id)
  INSERT INTO "Answer" ("studyId", "judgmentId", "questionKey", value, number)
  SELECT $1, id, 'safety', points, points FROM (SELECT id, 1 + floor(random() * 5)::int AS points FROM judgment) AS drawn`;

/** Every rater's label of every item, as if submitted: a million take some minutes. */
export async function fillLoadStudy(client: Connection, { id, versionId, raters }: LoadStudy): Promise<void> {
  for (const { raterId } of raters) await client.query(fillLabels, [id, raterId, versionId]);
  await client.query(
    `
    UPDATE "Rater" SET "doneCount" = (SELECT count(*) FROM "Item" WHERE "studyId" = $1), changes = 1 WHERE "studyId" = $1`,
    [id],
  );
  await client.query(`UPDATE "Item" SET "openSlots" = greatest(0, "openSlots" - $2) WHERE "studyId" = $1`, [
    id,
    raters.length,
  ]);
  await client.query(`ANALYZE "Task", "Output", "Item", "ItemPart", "Assignment", "Judgment", "Answer", "Rater"`);
}
