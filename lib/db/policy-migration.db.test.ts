import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { readPolicies } from "@/lib/labeling/policies/policies";
import { makeScratchDatabase } from "@/prisma/test-database";

const orders = ["SHUFFLED", "PER_RATER", "FILE"];
const id = (kind: number, place: number) => `00000000-0000-4000-8000-0000000000${kind}${place}`;
const each = (row: (order: string, place: number) => string) => orders.map(row).join(", ");

test("each order of before becomes its policy, and raters and open leases stand where they stood", async () => {
  const scratch = await makeScratchDatabase(process.env.TEST_SERVER_URL ?? "");
  const client = new pg.Client({ connectionString: scratch.url });
  try {
    const all = await readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
    const at = all.findIndex(({ name }) => name.endsWith("_policies"));
    await migrate(scratch.url, all.slice(0, at));
    await client.connect();
    await client.query(`
      INSERT INTO "Study" (id, name, seed, "itemOrder") VALUES ${each((order, n) => `('${id(1, n)}', 'Old', 1, '${order}')`)};
      INSERT INTO "Rater" (id, "studyId", kind, pseudonym, cursor) VALUES
        ${each((_, n) => `('${id(2, n)}', '${id(1, n)}', 'HUMAN', 'under way', 7)`)},
        ${each((_, n) => `('${id(3, n)}', '${id(1, n)}', 'HUMAN', 'new', -1)`)};
      INSERT INTO "ProtocolVersion" (id, "studyId", number, questions) SELECT id, id, 1, '[]' FROM "Study";
      INSERT INTO "Task" (id, "studyId", "externalId", prompt) SELECT id, id, 'a', 'A' FROM "Study";
      INSERT INTO "Item" (id, "studyId", "externalId", "taskId", layout, position, "fileIndex", "openSlots")
        SELECT id, id, 'a', id, 'SINGLE', 0, 0, 1 FROM "Study";
      INSERT INTO "Assignment" (id, "studyId", "itemId", "raterId", "versionId", "shownOrder", "leaseExpiresAt")
        SELECT id, "studyId", "studyId", id, "studyId", '{1}', now() FROM "Rater" WHERE cursor = 7`);
    await migrate(scratch.url, all.slice(0, at + 1));
    const { rows } = await client.query(`
      SELECT s.policies, r.cursors, a.policy FROM "Study" s JOIN "Rater" r ON r."studyId" = s.id
      LEFT JOIN "Assignment" a ON a."raterId" = r.id ORDER BY s.id, r.id`);
    const expected = ["shuffled", "per-rater", "file-order"].flatMap((key) => [
      { policies: [{ key, settings: {} }], cursors: { [key]: 7 }, policy: key },
      { policies: [{ key, settings: {} }], cursors: {}, policy: null },
    ]);
    expect(rows).toEqual(expected);
    for (const { policies } of rows) expect(readPolicies(policies)).toHaveLength(1);
  } finally {
    await client.end();
    await scratch.drop();
  }
});
