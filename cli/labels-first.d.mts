import type { IncomingMessage, ServerResponse } from "node:http";

type Serve = (request: IncomingMessage, response: ServerResponse) => unknown;

type Limits = {
  atOnce: number;
  atOnceBesideLabels: number;
  besideMs: number;
  turnMs: number;
  mostWaiting: number;
  patienceMs: number;
};

export function labelsFirst(serve: Serve, limits?: Limits): Serve;
