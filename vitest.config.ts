import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@": fileURLToPath(new URL(".", import.meta.url)),
  "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)),
};

/** What `npm run mutate` puts in place of what, to see whether a test notices: changed while loaded, never on disk. */
const mutantPlugin = {
  name: "grata-mutant",
  enforce: "pre" as const,
  transform(code: string, id: string) {
    const mutant = JSON.parse(process.env.GRATA_MUTANT ?? "null");
    if (!mutant || !id.split("?")[0]?.endsWith(`/${mutant.path}`)) return undefined;
    const { start, before, after } = mutant;
    return { code: `${code.slice(0, start)}${after}${code.slice(start + before.length)}`, map: null };
  },
};

const plugins = process.env.GRATA_MUTANT ? [mutantPlugin] : [];

/** Tests of whole laws, over thousands of made-up files and every shared reference: a third of the time of all. */
const longTests = ["cli/stats-check/run-checks.test.ts", "lib/formats/readers-law.test.ts", "cli/web-process.test.ts"];

/** Tests that start a server of their own: what the others run on says nothing of them. */
const ownServers = ["lib/db/{embedded,pooler}/**/*.db.test.ts", "cli/soak/*.db.test.ts", "cli/grata.db.test.ts"];

/** Two at the least, where Vitest leaves one processor to itself: its own share is small. Databases cost memory, so four at most. */
const maxWorkers = Math.min(Math.max(availableParallelism() - 1, 2), 4);

/** On a machine that many share a test may meet a pause that nothing foresaw: it is tried again, and `npm test` names it. */
const retry = process.env.CI ? 1 : 0;

export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      {
        resolve: { alias },
        plugins,
        test: {
          name: "unit",
          // Files share their process: loading what they test anew for each took half the time. What a test replaces it puts back.
          isolate: false,
          include: ["{lib,cli,components,app}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "node_modules", ...longTests],
          testTimeout: 20_000,
          retry,
        },
      },
      {
        resolve: { alias },
        test: { name: "long", include: longTests, testTimeout: 20_000, retry },
      },
      {
        plugins,
        resolve: {
          alias: { ...alias, "next/headers": fileURLToPath(new URL("cli/testing/next-headers.ts", import.meta.url)) },
        },
        test: {
          name: "integration",
          include: ["{lib,cli,prisma,app}/**/*.db.test.ts"],
          exclude: ["node_modules", ...ownServers],
          globalSetup: ["./prisma/test-database.ts"],
          setupFiles: ["./prisma/take-test-database.ts"],
          // A process runs file after file on a database of its own: loading the database's client anew for each took half the time.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          retry,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "servers",
          include: ownServers,
          // Modules read the environment when they are loaded; what is started has a database and a secret of its own.
          env: {
            DATABASE_URL: "postgresql://nobody@localhost/none",
            NEXTAUTH_SECRET: "of no server that these tests start",
          },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry,
        },
      },
    ],
  },
});
