import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { taskName } from "@/lib/formats/cells/task-name";
import { makeScratchDatabase } from "@/prisma/test-database";

const prompt = 'I feel "dizzy",\n\tsince \u0001 noon: größer?';
const study = "00000000-0000-4000-8000-000000000001";
const id = (place: number) => `00000000-0000-4000-8000-00000000001${place}`;

const quote = (text: string) => pg.escapeLiteral(text);
const task = (place: number, name: string, ask: string, gold: string | null) =>
  `(${quote(id(place))}, '${study}', ${quote(name)}, ${quote(ask)}, ${gold === null ? "NULL" : quote(gold)}, 'easy')`;

test("stored tasks that were named by prompt and gold become one task a prompt, and gold stays with its item", async () => {
  const scratch = await makeScratchDatabase(process.env.TEST_SERVER_URL ?? "");
  const client = new pg.Client({ connectionString: scratch.url });
  try {
    const all = await readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
    const at = all.findIndex(({ name }) => name.endsWith("_task_is_its_prompt"));
    await migrate(scratch.url, all.slice(0, at));
    await client.connect();
    await client.query(`
      INSERT INTO "Study" (id, name, seed) VALUES ('${study}', 'Old', 1);
      INSERT INTO "Task" (id, "studyId", "externalId", prompt, "goldAnswer", tier) VALUES
        ${task(1, "task-1111111111111111", prompt, "yes")}, ${task(2, "task-2222222222222222", prompt, "no")},
        ${task(3, "task-3333333333333333", "Another", null)}, ${task(4, "own name", prompt, "no")},
        ${task(5, "task-5555555555555555", "", null)}, ${task(6, "task-6666666666666666", "", null)};
      INSERT INTO "Item" (id, "studyId", "externalId", "taskId", layout, position, "fileIndex", "openSlots")
        SELECT id, "studyId", right(id::text, 1), id, 'SINGLE', 0, 0, 1 FROM "Task"`);
    await migrate(scratch.url, all.slice(0, at + 1));
    const { rows } = await client.query(`
      SELECT i."externalId" AS item, t."externalId" AS task, i."goldAnswer" AS gold, i.tier
      FROM "Item" i JOIN "Task" t ON t.id = i."taskId" ORDER BY 1`);
    expect(rows).toEqual([
      { item: "1", task: taskName(prompt, "1"), gold: "yes", tier: "easy" },
      { item: "2", task: taskName(prompt, "2"), gold: "no", tier: "easy" },
      { item: "3", task: taskName("Another", "3"), gold: null, tier: "easy" },
      { item: "4", task: "own name", gold: "no", tier: "easy" },
      { item: "5", task: "task-5555555555555555", gold: null, tier: "easy" },
      { item: "6", task: "task-6666666666666666", gold: null, tier: "easy" },
    ]);
    expect((await client.query(`SELECT FROM "Task"`)).rowCount).toBe(5);
  } finally {
    await client.end();
    await scratch.drop();
  }
});
