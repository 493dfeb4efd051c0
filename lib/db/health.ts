import { LRUCache } from "lru-cache";
import { pool } from "@/lib/db/client";
import type { Queryable } from "@/lib/db/pg-transaction";

export type DatabaseHealth = "ok" | "unavailable" | "cannot write";

const patienceMs = 2_000;
/** Whoever asks more often than this is told what was found last. */
const keptMs = 3_000;

// More rows than fit into this little memory: PostgreSQL sets a megabyte aside in the file system that holds its tables, which fails
// as storing a label would where the disk is full, and leaves nothing behind. One string is one transaction, over whichever pooler.
const writeSome = `SET LOCAL work_mem = '64kB'; SELECT count(*) FROM generate_series(1, 60000)`;
const refusesWrites = `SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;

/** Whether what is stored now would be kept: a full disk and a standby answer queries like any other server. */
export async function checkDatabase(database: Queryable): Promise<Exclude<DatabaseHealth, "unavailable">> {
  const { rows } = await database.query<{ isReadOnly: boolean }>(refusesWrites);
  if (rows[0]?.isReadOnly) return "cannot write";
  return database.query(writeSome).then(
    () => "ok",
    () => "cannot write",
  );
}

async function askInTime(): Promise<DatabaseHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"unavailable">((resolve) => {
    timer = setTimeout(() => resolve("unavailable"), patienceMs);
  });
  const asked = checkDatabase(pool).catch(() => "unavailable" as const);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

const asked = new LRUCache<"now", Promise<DatabaseHealth>>({ max: 1, ttl: keptMs });

/** How the database is: looked at within two seconds, a free connection included, and at most every three. */
export function getDatabaseHealth(): Promise<DatabaseHealth> {
  const known = asked.get("now");
  if (known) return known;
  const health = askInTime();
  asked.set("now", health);
  return health;
}
