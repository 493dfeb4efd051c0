import type { IncomingMessage, ServerResponse } from "node:http";

export function drainAfterAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  patience?: { bytes: number; ms: number },
): void;
