import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { openPool } from "@/lib/db/open-pool";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";

/** How long a copy is waited for that has not taken over all that was stored, and how often it is looked at. */
const patienceMs = 500;
const lookAgainMs = 25;
/** A copy that does not answer is left alone for so long. */
const restMs = 10_000;
const answerMs = 2000;

const storedSql = `SELECT pg_current_wal_flush_lsn()::text AS stored`;
/** Whoever does not follow another server is no copy: the database itself, by another address. */
const hasAllSql = `SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= $1::pg_lsn AS "hasAll"`;

async function catchesUp(main: Pool, copy: Pool): Promise<boolean> {
  const { rows } = await main.query<{ stored: string }>(storedSql);
  for (const until = performance.now() + patienceMs; ; await sleep(lookAgainMs)) {
    const answer = await copy.query<{ hasAll: boolean }>(hasAllSql, [rows[0]?.stored]);
    if (answer.rows[0]?.hasAll) return true;
    if (performance.now() > until) return false;
  }
}

/**
 * The connections for whoever only reads: those of the copy, once it has all that was stored at the moment of asking, else those of
 * the database itself.
 */
export function makeReader(main: Pool, copy: Pool | null): () => Promise<Pool> {
  if (!copy) return async () => main;
  let restsUntil = 0;
  return async () => {
    if (performance.now() < restsUntil) return main;
    try {
      return (await catchesUp(main, copy)) ? copy : main;
    } catch (error) {
      log.warn("copy for reading not used", { error });
      restsUntil = performance.now() + restMs;
      return main;
    }
  };
}

const open = () =>
  makeReader(
    pool,
    env.READ_DATABASE_URL
      ? openPool({
          connectionString: env.READ_DATABASE_URL,
          max: env.GRATA_POOL_SIZE,
          connectionTimeoutMillis: answerMs,
        })
      : null,
  );

// Kept on globalThis so that hot reloading in development does not open a pool per edit.
const shared = globalThis as { grataReader?: ReturnType<typeof open> };

/**
 * For analyses, exports and the overview, and for nothing else: who may see or do what, what is claimed and all that is written goes to
 * `pool`. What it gives has everything that was stored before it was asked.
 */
export function reader(): Promise<Pool> {
  shared.grataReader ??= open();
  return shared.grataReader();
}
