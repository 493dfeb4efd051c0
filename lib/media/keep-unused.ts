import type { Queryable } from "@/lib/db/pg-transaction";

const lock = "hashtextextended('media files', 0)";

/** Until the transaction ends nobody takes away a file that no row names yet. Before any table is locked. */
export const keepUnused = (client: Queryable) => client.query(`SELECT pg_advisory_xact_lock_shared(${lock})`);

/** The same until the connection is closed. */
export const keepUnusedUntilClosed = (client: Queryable) => client.query(`SELECT pg_advisory_lock_shared(${lock})`);

/** Waits for all who keep unused files, and keeps them out until the transaction ends. */
export const awaitKeepers = (client: Queryable) => client.query(`SELECT pg_advisory_xact_lock(${lock})`);
