import type { IncomingMessage, ServerResponse } from "node:http";

type Serve = (request: IncomingMessage, response: ServerResponse) => unknown;

export function labelsFirst(serve: Serve, limits?: { atOnce: number; mostWaiting: number; patienceMs: number }): Serve;
