import { expect, test } from "vitest";
import { pool } from "@/lib/db/client";
import { makeItem, makeJudgment, makePersona, makePublishedStudy, makeRater } from "./factories";

/** Not of a study: accounts, and what belongs to one; a staged row belongs to its import until that ends. */
const ofNoStudy = ["User", "OneTimeToken", "EndedSession", "RateLimit", "Study", "StagedRow", "_prisma_migrations"];
/** Looked up by what a browser or a link knows before it is known which study that is of: by one name alone. */
const byNameAlone = /^(id|hash)$/;

const listKeys = `
  SELECT t.relname AS table, array_agg(a.attname::text ORDER BY k.place) AS columns
  FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid AND t.relnamespace = current_schema()::regnamespace
    CROSS JOIN unnest(x.indkey::int[]) WITH ORDINALITY AS k (attnum, place)
    JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
  WHERE NOT t.relname = ANY($1) GROUP BY x.indexrelid, t.relname`;

test("every key and index of a study's tables begins with the study", async () => {
  const { rows } = await pool.query<{ table: string; columns: string[] }>(listKeys, [ofNoStudy]);
  const others = rows.filter(({ columns }) => columns[0] !== "studyId" && !byNameAlone.test(columns.join(" ")));
  // A person's own studies and rows are found by the person.
  expect(others.filter(({ columns }) => columns.join() !== "userId")).toEqual([]);
  expect(rows.length).toBeGreaterThan(50);
});

const listReferences = `
  SELECT conrelid::regclass::text || ' to ' || confrelid::regclass::text AS name,
    (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = conrelid AND a.attnum = conkey[1]) AS first
  FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    AND NOT confrelid::regclass::text = ANY($1) AND NOT conrelid::regclass::text = ANY($2)`;

test("every reference between a study's tables begins with the study", async () => {
  const quoted = ofNoStudy.map((name) => `"${name}"`);
  const { rows } = await pool.query<{ name: string; first: string }>(listReferences, [quoted, quoted]);
  expect(rows.filter(({ first }) => first !== "studyId")).toEqual([]);
  expect(rows.length).toBeGreaterThan(20);
});

test("no row can point into another study", async () => {
  const [mine, other] = [await makePublishedStudy(), await makePublishedStudy()];
  const [item, foreignItem] = [await makeItem(mine), await makeItem(other)];
  const [rater, foreignRater] = [await makeRater(mine), await makeRater(other)];
  const foreignPersona = await makePersona(other);
  await expect(makeJudgment(rater, foreignItem, mine.version, { verdict: "safe" })).rejects.toThrow();
  await expect(makeJudgment(rater, item, other.version, { verdict: "safe" })).rejects.toThrow();
  const into = { ...foreignRater, studyId: mine.id };
  await expect(makeJudgment(into, item, mine.version, { verdict: "safe" })).rejects.toThrow();
  const foreign = /foreign key/;
  const give = `UPDATE "Item" SET "personaId" = $2 WHERE id = $1`;
  await expect(pool.query(give, [item.id, foreignPersona.id])).rejects.toThrow(foreign);
  const { id } = await makeJudgment(foreignRater, foreignItem, other.version, { verdict: "safe" });
  const answer = `INSERT INTO "Answer" ("studyId", "judgmentId", "questionKey") VALUES ($1, $2, 'verdict')`;
  await expect(pool.query(answer, [mine.id, id])).rejects.toThrow(foreign);
});

test("what loses the row that it names keeps its study", async () => {
  const study = await makePublishedStudy();
  const [item, persona] = [await makeItem(study), await makePersona(study)];
  await pool.query(`UPDATE "Item" SET "personaId" = $2 WHERE id = $1`, [item.id, persona.id]);
  await pool.query(`DELETE FROM "Persona" WHERE id = $1`, [persona.id]);
  const { rows } = await pool.query(`SELECT "studyId", "personaId" FROM "Item" WHERE id = $1`, [item.id]);
  expect(rows).toEqual([{ studyId: study.id, personaId: null }]);
});
