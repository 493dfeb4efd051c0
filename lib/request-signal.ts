import type { AsyncLocalStorage } from "node:async_hooks";

// Set by the web process (cli/request-signal.mjs): pages are not handed their request.
const shared = globalThis as { grataRequests?: AsyncLocalStorage<() => AbortSignal> };

/** Tells when whoever asked for this page has gone. Undefined outside of a request of the web process. */
export const findRequestSignal = (): AbortSignal | undefined => shared.grataRequests?.getStore()?.();
