import { openPool } from "@/lib/db/open-pool";
import { env } from "@/lib/env";

/** Of the connections that the rest of the process has. A label asks four times, in a few milliseconds: more at once only wait for each other. */
const share = 0.4;
/** Longer than people read: a connection that is opened anew plans every statement anew. */
const idleMs = 10 * 60_000;
const open = () =>
  openPool({
    max: Math.max(2, Math.round(env.GRATA_POOL_SIZE * share)),
    idleTimeoutMillis: idleMs,
    // What needs no answer before it is asked is sent at once. Not through a pooler, which may give each its own connection.
    pipeline: env.GRATA_PREPARED_STATEMENTS === "on",
  });

// Kept on globalThis so that hot reloading in development does not open a pool per edit.
const shared = globalThis as { grataLabelPool?: ReturnType<typeof open> };
shared.grataLabelPool ??= open();

/**
 * The connections of the people who label alone: no page or file can keep them waiting, and several statements are on their way at
 * once. COPY and cursors do not work on them.
 */
export const labelPool = shared.grataLabelPool;
