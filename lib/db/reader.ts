import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { boundQueries } from "@/lib/db/bound-queries";
import { openPool } from "@/lib/db/open-pool";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";

/** How long a copy is waited for that has not taken over all that was stored, and how often it is looked at. */
const patienceMs = 500;
const lookAgainMs = 25;
/** A copy that does not answer, or is none, is left alone for so long. */
const restMs = 10_000;
const answerMs = 2000;
/** A statement that a copy has not answered by then fails: it has stopped answering since it was asked how far it is. */
const readingMs = 120_000;

/** Two servers are one database only where both came of one `initdb`; its copies keep the number. */
const identity = `(SELECT system_identifier FROM pg_control_system()) || ' ' || current_database()`;
const storedSql = `SELECT pg_current_wal_flush_lsn()::text AS stored, ${identity} AS identity`;
const stateSql = `SELECT pg_is_in_recovery() AS follows, ${identity} AS identity,
  coalesce(pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= $1::pg_lsn, false) AS "hasAll"`;

type Stored = { stored: string; identity: string };
type State = { follows: boolean; identity: string; hasAll: boolean };

/**
 * Whether the copy has, or soon gets, all that was stored. Throws where it will not: who follows no server (a standby that was promoted,
 * a restored backup, a logical replica) or follows another one does not say what it lacks.
 */
async function catchesUp(main: Pool, copy: Pool): Promise<boolean> {
  const { rows } = await main.query<Stored>(storedSql);
  for (const until = performance.now() + patienceMs; ; await sleep(lookAgainMs)) {
    // Out of time the connection is given up, too: its answer may still come.
    const asked = { text: stateSql, values: [rows[0]?.stored], query_timeout: answerMs + patienceMs };
    const [state] = (await copy.query<State>(asked)).rows;
    if (!state?.follows) throw new Error("the server of READ_DATABASE_URL follows no other: it is no standby");
    if (state.identity !== rows[0]?.identity)
      throw new Error("the server of READ_DATABASE_URL is no standby of DATABASE_URL's, or another database of it");
    if (state.hasAll) return true;
    if (performance.now() > until) return false;
  }
}

/**
 * The connections for whoever only reads: those of the copy, once it has all that was stored at the moment of asking, else those of
 * the database itself. Why the copy is not read is logged once, until it is read again or the reason is another.
 */
export function makeReader(main: Pool, copy: Pool | null, hasAll = catchesUp): () => Promise<Pool> {
  if (!copy) return async () => main;
  let restsUntil = 0;
  let logged: string | null = null;
  return async () => {
    if (performance.now() < restsUntil) return main;
    try {
      if (!(await hasAll(main, copy))) return main;
      logged = null;
      return copy;
    } catch (error) {
      restsUntil = performance.now() + restMs;
      const reason = String(error);
      if (reason !== logged) log.warn("copy for reading not used", { error });
      logged = reason;
      return main;
    }
  };
}

/** Connections to a copy, on which nothing is waited for for ever. */
export function openCopy(connectionString: string, mostMs = readingMs): Pool {
  const copy = openPool({ connectionString, max: env.GRATA_POOL_SIZE, connectionTimeoutMillis: answerMs });
  copy.on("connect", (client) => boundQueries(client, mostMs));
  return copy;
}

const open = () => makeReader(pool, env.READ_DATABASE_URL ? openCopy(env.READ_DATABASE_URL) : null);

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
