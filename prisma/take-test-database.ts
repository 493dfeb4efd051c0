import { inject } from "vitest";

/*
 * Before each test file, and before anything reads the environment: the database of the process that runs it. A process keeps its
 * own from file to file.
 */
process.env.DATABASE_URL = inject("testDatabases")[Number(process.env.VITEST_POOL_ID) - 1];
