import { join } from "node:path";

/** The owner's cookies: left by set-up.spec.ts, which runs before all others. */
export const ownerState = join(import.meta.dirname, "../test-results/owner.json");
