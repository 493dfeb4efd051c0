import { createServer, type Server } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { version } from "@/lib/version";

const shared = globalThis as { grataPool?: unknown };
let kept: unknown;
let silent: Server;
let port: number;

beforeEach(async () => {
  kept = shared.grataPool;
  shared.grataPool = undefined;
  vi.resetModules();
  // Accepts and never says a word, as a server does that hangs.
  silent = createServer(() => undefined);
  port = await new Promise((resolve) =>
    silent.listen(0, "127.0.0.1", () => resolve((silent.address() as { port: number }).port)),
  );
});

afterEach(() => {
  shared.grataPool = kept;
  vi.unstubAllEnvs();
  // Whoever comes next must not find what was loaded for another database.
  vi.resetModules();
  silent.close();
});

async function ask(databaseUrl?: string) {
  if (databaseUrl) vi.stubEnv("DATABASE_URL", databaseUrl);
  const { GET } = await import("./route");
  const startedAt = Date.now();
  const answer = await GET();
  return { status: answer.status, body: await answer.json(), ms: Date.now() - startedAt };
}

test("says that all is well", async () => {
  expect(await ask()).toMatchObject({ status: 200, body: { status: "ok", database: "ok", version } });
});

test("says so when nobody answers for the database", async () => {
  expect(await ask("postgresql://nobody@127.0.0.1:1/none")).toMatchObject({
    status: 503,
    body: { status: "unavailable", database: "unavailable", version },
  });
});

test("does not wait longer than two seconds for a database that hangs", async () => {
  const { status, ms } = await ask(`postgresql://nobody@127.0.0.1:${port}/none`);
  expect(status).toBe(503);
  expect(ms).toBeLessThan(3_000);
});
