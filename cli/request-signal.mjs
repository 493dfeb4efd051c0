import { AsyncLocalStorage } from "node:async_hooks";

// Read by lib/request-signal.ts, whose bundle cannot import this file's.
const requests = new AsyncLocalStorage();
globalThis.grataRequests = requests;

/** Lets whatever is done for a request ask whether the one who asked is still there. */
export function withRequestSignal(serve) {
  return (request, response) => {
    let gone;
    const getSignal = () => {
      if (gone) return gone.signal;
      gone = new AbortController();
      if (response.closed) gone.abort();
      else response.once("close", () => gone.abort());
      return gone.signal;
    };
    return requests.run(getSignal, () => serve(request, response));
  };
}
