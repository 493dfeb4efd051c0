import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { makeScratchDatabase } from "@/prisma/test-database";

// Two studies alike, so that a row that went to the wrong one is seen.
const old = `
  INSERT INTO "Study" (id, name, seed) SELECT gen_random_uuid(), n, 1 FROM unnest(ARRAY['one', 'two']) AS n;
  INSERT INTO "ProtocolVersion" (id, "studyId", number) SELECT gen_random_uuid(), id, 1 FROM "Study";
  INSERT INTO "Rater" (id, "studyId", pseudonym) SELECT gen_random_uuid(), id, name FROM "Study";
  INSERT INTO "GuidelinesRead" ("raterId", "versionId") SELECT r.id, v.id FROM "Rater" r JOIN "ProtocolVersion" v USING ("studyId");
  INSERT INTO "Persona" (id, "studyId", "externalId", name) SELECT gen_random_uuid(), id, name, name FROM "Study";
  INSERT INTO "PersonaStatement" ("personaId", position, text) SELECT id, 0, name FROM "Persona";
  INSERT INTO "Factor" (id, "studyId", name) SELECT gen_random_uuid(), id, name FROM "Study";
  INSERT INTO "Level" (id, "factorId", name, position) SELECT gen_random_uuid(), id, name, 0 FROM "Factor";
  UPDATE "Factor" f SET "baselineLevelId" = l.id FROM "Level" l WHERE l."factorId" = f.id;
  INSERT INTO "Condition" (id, "studyId", signature) SELECT gen_random_uuid(), id, name FROM "Study";
  INSERT INTO "ConditionLevel" ("conditionId", "factorId", "levelId")
    SELECT c.id, f.id, l.id FROM "Condition" c JOIN "Factor" f USING ("studyId") JOIN "Level" l ON l."factorId" = f.id;
  INSERT INTO "Task" (id, "studyId", "externalId", prompt) SELECT gen_random_uuid(), id, name, name FROM "Study";
  INSERT INTO "Output" (id, "studyId", "taskId", text) SELECT gen_random_uuid(), "studyId", id, prompt FROM "Task";
  INSERT INTO "Item" (id, "studyId", "externalId", "taskId", layout, position, "fileIndex", "openSlots")
    SELECT gen_random_uuid(), "studyId", prompt, id, 'SINGLE', 0, 0, 1 FROM "Task";
  INSERT INTO "ItemPart" (id, "itemId", key, "outputId") SELECT gen_random_uuid(), i.id, '1', o.id FROM "Item" i JOIN "Output" o USING ("taskId");
  INSERT INTO "Judgment" (id, "studyId", "itemId", "raterId", "versionId", purpose, "idempotencyKey")
    SELECT gen_random_uuid(), i."studyId", i.id, r.id, v.id, 'PRIMARY', 'key' FROM "Item" i JOIN "Rater" r USING ("studyId") JOIN "ProtocolVersion" v USING ("studyId");
  INSERT INTO "Answer" ("judgmentId", "questionKey", value, number, probabilities)
    SELECT j.id, q, r.pseudonym, 3, '{"3": 1}' FROM "Judgment" j JOIN "Rater" r ON r.id = j."raterId" CROSS JOIN unnest(ARRAY['a', 'b']) AS q`;

const namesOf = `
  SELECT s.name AS study, (SELECT count(*)::int FROM "GuidelinesRead" g WHERE g."studyId" = s.id) AS readings,
    ARRAY(SELECT p.text FROM "PersonaStatement" p WHERE p."studyId" = s.id) AS statements,
    ARRAY(SELECT l.name FROM "Level" l JOIN "Factor" f ON f."baselineLevelId" = l.id WHERE l."studyId" = s.id) AS levels,
    ARRAY(SELECT l.name FROM "ConditionLevel" c JOIN "Level" l ON l.id = c."levelId" WHERE c."studyId" = s.id) AS cells,
    ARRAY(SELECT o.text FROM "ItemPart" p JOIN "Output" o ON o.id = p."outputId" WHERE p."studyId" = s.id) AS parts,
    ARRAY(SELECT a."questionKey" || a.value || a.number || a.state || a.probabilities::text FROM "Answer" a
      WHERE a."studyId" = s.id ORDER BY 1) AS answers
  FROM "Study" s ORDER BY s.name`;

test("rows of before get the study of what they belong to, and nothing of them is lost", async () => {
  const scratch = await makeScratchDatabase(process.env.TEST_SERVER_URL ?? "");
  const client = new pg.Client({ connectionString: scratch.url });
  try {
    const all = await readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
    const at = all.findIndex(({ name }) => name.endsWith("_study_keys"));
    await migrate(scratch.url, all.slice(0, at));
    await client.connect();
    await client.query(old);
    await migrate(scratch.url, all);
    const { rows } = await client.query(namesOf);
    const expected = ["one", "two"].map((study) => ({
      study,
      readings: 1,
      statements: [study],
      levels: [study],
      cells: [study],
      parts: [study],
      answers: ["a", "b"].map((question) => `${question}${study}3GIVEN{"3": 1}`),
    }));
    expect(rows).toEqual(expected);
    await expect(client.query(`UPDATE "Answer" SET value = 'other'`)).rejects.toThrow("append-only");
  } finally {
    await client.end();
    await scratch.drop();
  }
});
