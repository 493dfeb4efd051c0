import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { cardOf, isAnswerable } from "@/lib/layouts/item-facts";
import { itemLayouts } from "@/lib/layouts/layouts";
import { makeScratchDatabase } from "@/prisma/test-database";

const id = (kind: number, place: number) =>
  `00000000-0000-4000-8000-00${String(kind * 1000 + place).padStart(10, "0")}`;
const study = id(1, 0);
const people = { a: id(2, 1), b: id(2, 2) };
const nameOf = (persona: string | null) => Object.entries(people).find(([, own]) => own === persona)?.[0] ?? null;

type Part = { output?: { persona?: "a" | "b" }; label?: string };
const written = (persona?: "a" | "b"): Part => ({ output: persona ? { persona } : {} });

/** Everything that a layout decides by, on an item of each. */
const shapes: { asked?: "a" | "b"; parts: Part[] }[] = [
  { asked: "a", parts: [written("b"), written("b")] },
  { asked: "a", parts: [written("b"), written("a")] },
  { parts: [written("b")] },
  { parts: [written("b"), written()] },
  { asked: "a", parts: [written(), { label: "One" }, { label: "Two" }] },
  { parts: [{ label: "One" }, { output: { persona: "a" }, label: "Two" }] },
];
const items = itemLayouts
  .flatMap((layout) => shapes.map((shape) => ({ layout, ...shape })))
  .map((item, place) => ({
    ...item,
    id: id(3, place),
    name: `item-${place}`,
    task: { persona: item.asked },
    parts: item.parts.map((part, at) => ({ ...part, key: String(at + 1), outputId: id(4, place * 10 + at) })),
  }));

const quote = (text: string | null | undefined) => (text === null || text === undefined ? "NULL" : `'${text}'`);
const rows = (values: string[]) => values.join(", ");

const loaded = `
  INSERT INTO "Study" (id, name, seed) VALUES ('${study}', 'Old', 1);
  INSERT INTO "Task" (id, "studyId", "externalId", prompt) VALUES ('${study}', '${study}', 't', 'T');
  INSERT INTO "Persona" (id, "studyId", "externalId", name) VALUES ${rows(
    Object.entries(people).map(([name, own]) => `('${own}', '${study}', '${name}', '${name}')`),
  )};
  INSERT INTO "Item" (id, "studyId", "externalId", "taskId", layout, position, "fileIndex", "openSlots", "personaId") VALUES ${rows(
    items.map(
      ({ id: own, name, layout, asked }, place) =>
        `('${own}', '${study}', '${name}', '${study}', '${layout}', ${place}, ${place}, 1, ${quote(asked && people[asked])})`,
    ),
  )};
  INSERT INTO "Output" (id, "studyId", "taskId", text, "personaId") VALUES ${rows(
    items.flatMap(({ parts }) =>
      parts.flatMap(({ output, outputId }) =>
        output
          ? [`('${outputId}', '${study}', '${study}', 'Text', ${quote(output.persona && people[output.persona])})`]
          : [],
      ),
    ),
  )};
  INSERT INTO "ItemPart" (id, "itemId", key, "outputId", label) VALUES ${rows(
    items.flatMap(({ id: own, parts }) =>
      parts.map(
        ({ key, output, outputId, label }) =>
          `(gen_random_uuid(), '${own}', '${key}', ${quote(output && outputId)}, ${quote(label)})`,
      ),
    ),
  )};
  INSERT INTO "Import" (id, "studyId", format, "fileName", state) VALUES ('${study}', '${study}', 'records', 'old', 'READY');
  INSERT INTO "StagedRow" ("importId", seq, kind, ref, line, payload) VALUES ${rows(
    items.map(({ layout, name, asked, parts }, place) => {
      const staged = parts.map(({ key, label, output }) => ({ key, label, output }));
      return `('${study}', ${place}, 'item', '${name}', 1, '${JSON.stringify({ layout, persona: asked, parts: staged })}')`;
    }),
  )}`;

const decided = items.map(({ name, ...item }) => ({
  name,
  card: cardOf(item),
  answerable: item.parts.map((part) => isAnswerable(item, part)),
}));

test("items of before, and those waiting to be committed, have the card and the parts to answer that their layout says", async () => {
  const scratch = await makeScratchDatabase(process.env.TEST_SERVER_URL ?? "");
  const client = new pg.Client({ connectionString: scratch.url });
  try {
    const all = await readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
    const at = all.findIndex(({ name }) => name.endsWith("_layouts_decide"));
    await migrate(scratch.url, all.slice(0, at));
    await client.connect();
    await client.query(loaded);
    await migrate(scratch.url, all.slice(0, at + 1));
    const { rows: stored } = await client.query(`
      SELECT i."externalId" AS name, i."cardPersonaId" AS card,
        array_agg(p."isAnswerable" ORDER BY p.key) AS answerable
      FROM "Item" i JOIN "ItemPart" p ON p."itemId" = i.id GROUP BY i.id ORDER BY i.position`);
    expect(stored.map(({ card, ...rest }) => ({ ...rest, card: nameOf(card) }))).toEqual(decided);
    const { rows: staged } = await client.query<{ name: string; payload: { cardPersona?: string; parts: object[] } }>(
      `SELECT ref AS name, payload FROM "StagedRow" ORDER BY seq`,
    );
    expect(
      staged.map(({ name, payload: { cardPersona = null, parts } }) => ({
        name,
        card: cardPersona,
        answerable: parts.map((part) => !("isAnswerable" in part)),
      })),
    ).toEqual(decided);
    expect(new Set(decided.map(({ card }) => card)).size).toBe(3);
  } finally {
    await client.end();
    await scratch.drop();
  }
});

test("labels that wait to be committed say what their question needs in today's words", async () => {
  const scratch = await makeScratchDatabase(process.env.TEST_SERVER_URL ?? "");
  const client = new pg.Client({ connectionString: scratch.url });
  const needs = ["PAIR", "CANDIDATES", null, "sides"];
  try {
    const all = await readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
    const at = all.findIndex(({ name }) => name.endsWith("_staged_needs"));
    await migrate(scratch.url, all.slice(0, at));
    await client.connect();
    await client.query(`
      INSERT INTO "Study" (id, name, seed) VALUES ('${study}', 'Old', 1);
      INSERT INTO "Import" (id, "studyId", format, "fileName", state) VALUES ('${study}', '${study}', 'records', 'old', 'READY');
      INSERT INTO "StagedRow" ("importId", seq, kind, ref, line, payload) VALUES ${rows(
        needs.map(
          (need, seq) =>
            `('${study}', ${seq}, 'label', 'item', 1, '${JSON.stringify({ value: "tie", ...(need && { needs: need }) })}')`,
        ),
      )}`);
    await migrate(scratch.url, all.slice(0, at + 1));
    const { rows: staged } = await client.query(`SELECT payload FROM "StagedRow" ORDER BY seq`);
    expect(staged.map(({ payload }) => payload.needs ?? null)).toEqual(["sides", "options", null, "sides"]);
  } finally {
    await client.end();
    await scratch.drop();
  }
});
