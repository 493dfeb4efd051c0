import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { explainFailure } from "@/lib/answer-failures";
import type { Answer, Asked } from "@/lib/labeling/http/asked";
import { answerWith, refuse } from "@/lib/labeling/http/refuse";
import { findRoute } from "@/lib/labeling/http/routes";
import { log } from "@/lib/log/log";
import { securityHeaders } from "@/lib/security-headers";

/*
 * The labeling API on Node's own server: the web process asks here before Next, whose way to a route costs more than storing a label.
 * A build bundles this file (cli/bundle-scripts.ts).
 */

/** Shorter answers are sent as they are. */
const leastZipped = 1024;
const zip = promisify(gzip);

async function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer) {
  const isLong = body !== null && body.length > leastZipped;
  const isZipped = isLong && /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  const bytes = body === null ? null : isZipped ? await zip(body) : Buffer.from(body);
  response.writeHead(status, {
    ...securityHeaders,
    ...headers,
    ...(isLong && { Vary: "Accept-Encoding" }),
    ...(isZipped && { "Content-Encoding": "gzip" }),
    ...(bytes && { "Content-Length": bytes.length }),
  });
  response.end(bytes);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<Answer> {
  const [path = "", query = ""] = (request.url ?? "").split("?", 2);
  const found = findRoute(path);
  if (!found) return refuse("not-found");
  const { route, parameters } = found;
  if (request.method !== route.method && !(request.method === "HEAD" && route.method === "GET"))
    return { status: 405, headers: { Allow: route.method, "Cache-Control": "no-store" }, body: null };
  const asked: Asked = {
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : (value ?? null);
    },
    query: { ...Object.fromEntries(new URLSearchParams(query)), ...parameters },
    body: request,
    isGone: () => response.destroyed || request.socket.destroyed,
  };
  return route.answer(asked);
}

/** Disk and database in a sentence and to be sent again (503); anything else is a fault of ours (500). */
function answerThrown({ url = "", method }: IncomingMessage, error: unknown): Answer {
  const failure = explainFailure(error);
  if (failure) return answerWith(failure.status, failure.body, failure.headers);
  log.error("request failed", { route: url.split("?")[0], method, error });
  return answerWith(500, { error: "The server failed at this. Try again." });
}

/** Answers a request whose path is of the labeling API. */
export async function answerLabels(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await send(request, response, await answer(request, response));
  } catch (thrown) {
    // Whoever hung up in the middle of what they sent is no failure of ours.
    if (request.socket.destroyed || response.headersSent) return;
    await send(request, response, answerThrown(request, thrown));
  }
}
