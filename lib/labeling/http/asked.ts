import type { Readable } from "node:stream";

/** A request of the labeling API, as far as its answers depend on it. */
export type Asked = {
  /** By name in lower case. */
  header: (name: string) => string | null;
  /** The query, and the parameters of the path. */
  query: Readonly<Record<string, string>>;
  body: Readable;
  /** Whether nobody waits for the answer any more: the connection is closed. */
  isGone: () => boolean;
};

/** What goes back: a body of JSON, or none. */
export type Answer = { status: number; headers: Readonly<Record<string, string>>; body: string | null };
