import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@": fileURLToPath(new URL(".", import.meta.url)),
  "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)),
};

/** `npm run mutate` changes one place of a file, to see whether a test notices. */
const mutant = process.env.GRATA_MUTANT;
async function listPlugins() {
  if (!mutant) return [];
  const { mutantPlugin } = await import("./cli/mutate/mutant-plugin");
  return [mutantPlugin(fileURLToPath(new URL(".", import.meta.url)), mutant)];
}

export default defineConfig(async () => ({
  test: {
    projects: [
      {
        resolve: { alias },
        plugins: await listPlugins(),
        test: {
          name: "unit",
          // Files share their process: loading what they test anew for each took half the time. What a test replaces it puts back.
          isolate: false,
          include: ["{lib,cli,components,app}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "node_modules"],
          testTimeout: 20_000,
        },
      },
      {
        resolve: {
          alias: { ...alias, "next/headers": fileURLToPath(new URL("cli/testing/next-headers.ts", import.meta.url)) },
        },
        test: {
          name: "integration",
          include: ["{lib,cli,prisma,app}/**/*.db.test.ts"],
          globalSetup: ["./prisma/test-database.ts"],
          // One process, one after the other: loading the database's client for each file anew took half the time.
          fileParallelism: false,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
}));
