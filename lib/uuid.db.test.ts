import { expect, test } from "vitest";
import { pool } from "@/lib/db/client";
import { timeOrderedUuidSql } from "@/lib/uuid";

test("the database's ids of a moment begin with its milliseconds too, and each is another", async () => {
  const before = Date.now();
  const { rows } = await pool.query<{ id: string }>(`SELECT ${timeOrderedUuidSql} AS id FROM generate_series(1, 1000)`);
  const after = Date.now();
  for (const { id } of rows) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const time = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before - 1);
    expect(time).toBeLessThanOrEqual(after + 1);
  }
  expect(new Set(rows.map(({ id }) => id)).size).toBe(1000);
});
