import { finished, Readable } from "node:stream";
import { Client, type ClientBase } from "pg";

/**
 * Cuts a connection off on which a statement has not ended in time, so that its work fails rather than waits for ever for a server
 * that is gone. By statement, not by connection: a download that stands still asks nothing.
 */
export function boundQueries(client: ClientBase, mostMs: number): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const bounded = (...given: unknown[]) => {
    const timer = setTimeout(() => {
      // With a statement under way this drops the socket: whatever waits on the connection fails.
      if (client instanceof Client) client.end().catch(() => undefined);
    }, mostMs);
    const end = () => clearTimeout(timer);
    const callback = given.at(-1);
    if (typeof callback === "function")
      return query(...given.slice(0, -1), (...outcome: unknown[]) => {
        end();
        callback(...outcome);
      });
    const outcome = query(...given);
    if (outcome instanceof Promise) outcome.then(end, end);
    else if (outcome instanceof Readable) finished(outcome, end);
    return outcome;
  };
  client.query = bounded as typeof client.query;
}
