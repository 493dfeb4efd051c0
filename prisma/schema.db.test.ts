import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import { diffSchemas } from "./schema-diff";
import { makeScratchDatabase } from "./test-database";

/** What the migrations add because schema.prisma has no words for it. Everything else has to be in both. */
const beyondPrisma = new Set([
  "table _prisma_migrations",
  "index Item_open_idx",
  "index Item_open_file_idx",
  "index Assignment_leased_idx",
  "check Item_openSlots_check",
  "check Item_reserved_check",
  "check Study_labelsPerItem_check",
  "check Study_leaseMinutes_check",
  "check Study_itemsAhead_check",
  "check Study_mostPerDay_check",
  "check Invitation_uses_check",
  "check Judgment_revision_check",
  "function count_items",
  "function count_judgments",
  "function refuse_update",
  "function refuse_published_change",
  "trigger Answer_append_only",
  "trigger Item_counted",
  "trigger Judgment_counted",
  "trigger Judgment_append_only",
  "trigger ProtocolVersion_frozen",
]);

/** What goes to null when the row it names goes: the name, while the study that leads the key stays. Prisma can only say both or neither. */
const setToNull = {
  Invitation_studyId_groupId_fkey: "groupId",
  Rater_studyId_groupId_fkey: "groupId",
  Factor_studyId_baselineLevelId_fkey: "baselineLevelId",
  Output_studyId_conditionId_fkey: "conditionId",
  Output_studyId_personaId_fkey: "personaId",
  Item_studyId_conditionId_fkey: "conditionId",
  Item_studyId_personaId_fkey: "personaId",
  Item_studyId_cardPersonaId_fkey: "cardPersonaId",
  Item_studyId_importId_fkey: "importId",
  ItemPart_studyId_personaId_fkey: "personaId",
  Judgment_studyId_assignmentId_fkey: "assignmentId",
  Judgment_studyId_importId_fkey: "importId",
};

/** Everything a migration can make, by kind and name, with its definition as the server prints it. */
const catalog = `
  WITH relations AS (SELECT oid, relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
  SELECT 'table ' || c.relname AS name, c.relpersistence::text || ' ' || string_agg(
    a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END ||
    coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), ', ' ORDER BY a.attname) AS definition
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind = 'r' AND c.oid IN (SELECT oid FROM relations) GROUP BY c.relname, c.relpersistence
  UNION ALL
  SELECT 'index ' || c.relname, pg_get_indexdef(i.indexrelid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid IN (SELECT oid FROM relations)
    AND i.indrelid <> coalesce(to_regclass('"_prisma_migrations"')::oid, 0)
  UNION ALL
  SELECT CASE contype WHEN 'c' THEN 'check ' ELSE 'constraint ' END || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE conrelid IN (SELECT oid FROM relations) AND contype <> 'n'
    AND conrelid <> coalesce(to_regclass('"_prisma_migrations"')::oid, 0)
  UNION ALL
  SELECT 'trigger ' || tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM relations) AND NOT tgisinternal
  UNION ALL
  SELECT 'function ' || proname, pg_get_functiondef(oid)
  FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
  UNION ALL
  SELECT 'enum ' || t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = current_schema()::regnamespace GROUP BY t.typname
  ORDER BY 1`;

async function readCatalog(url: string, sql = ""): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (sql) await client.query(sql);
    const { rows } = await client.query<{ name: string; definition: string }>(catalog);
    return new Map(rows.map(({ name, definition }) => [name, definition]));
  } finally {
    await client.end();
  }
}

let scratch: Awaited<ReturnType<typeof makeScratchDatabase>>;
beforeAll(async () => {
  scratch = await makeScratchDatabase(process.env.TEST_SERVER_URL ?? "");
});
afterAll(() => scratch.drop());

test("migrations and schema.prisma describe the same database", async () => {
  const schema = await readFile(join(import.meta.dirname, "schema.prisma"), "utf8");
  const meant = await readCatalog(scratch.url, await diffSchemas(scratch.url, null, schema));
  const migrated = await readCatalog(env.DATABASE_URL);
  const added = [...migrated.keys()].filter((name) => !meant.has(name));
  expect(new Set(added)).toEqual(beyondPrisma);
  for (const name of beyondPrisma) migrated.delete(name);
  for (const [name, column] of Object.entries(setToNull)) {
    const definition = meant.get(`constraint ${name}`);
    meant.set(`constraint ${name}`, `${definition} ON DELETE SET NULL ("${column}")`);
  }
  expect(Object.fromEntries(migrated)).toEqual(Object.fromEntries(meant));
});

test("a schema that differs is seen, so that the proof means something", async () => {
  const schema = await readFile(join(import.meta.dirname, "schema.prisma"), "utf8");
  const other = schema.replace(/^ {2}email\s+String\s+@unique$/m, "  email String");
  expect(other).not.toBe(schema);
  expect(await diffSchemas(scratch.url, schema, other)).toContain('DROP INDEX "User_email_key"');
  expect((await diffSchemas(scratch.url, schema, schema)).trim()).toMatch(/empty migration/i);
});
