import { createHash } from "node:crypto";
import type { ClientBase } from "pg";
import { log, startClock } from "@/lib/log/log";

/** No person waits for a statement so long without noticing. */
const usualSlowMs = 1_000;

const literal = /'(?:[^']|'')*'/g;
const tableName = /"([A-Z][A-Za-z]{1,40})"/g;

/** What a statement goes by, in the log and on a connection that has prepared it. */
export const digestOf = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 20);

/** The verb and the tables of a statement, and the digest of its text, which may hold what people wrote: COPY takes no parameters. */
export function nameStatement(text: string): { statement: string; digest: string } {
  const verb = /^[\s(]*([A-Za-z]+)/.exec(text)?.[1]?.toUpperCase() ?? "SQL";
  const tables = new Set([...text.replaceAll(literal, "").matchAll(tableName)].map(([, name]) => name));
  return { statement: [verb, ...[...tables].slice(0, 6)].join(" "), digest: digestOf(text) };
}

const textOf = (asked: unknown) => (typeof asked === "string" ? asked : ((asked as { text?: string })?.text ?? ""));

/** Logs the statements of a connection that take long. Not those that are read as a stream: they take as long as their reader. */
export function watchQueries(client: ClientBase, slowMs = usualSlowMs): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const watched = (...given: unknown[]) => {
    const clock = startClock();
    const end = () => {
      const ms = clock();
      if (ms >= slowMs) log.warn("slow query", { ...nameStatement(textOf(given[0])), ms });
    };
    const callback = given.at(-1);
    if (typeof callback === "function")
      return query(...given.slice(0, -1), (...outcome: unknown[]) => {
        end();
        callback(...outcome);
      });
    const outcome = query(...given);
    if (outcome instanceof Promise) outcome.then(end, end);
    return outcome;
  };
  client.query = watched as typeof client.query;
}
