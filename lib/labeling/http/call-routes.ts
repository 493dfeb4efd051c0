/* Calls the routes of labeling over HTTP, as a browser would, on the server that production answers them by: for the tests beside. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import { drainAfterAnswer } from "@/cli/drain-body.mjs";
import { labelsFirst } from "@/cli/labels-first.mjs";
import { sessionToken } from "@/cli/testing/next-headers";
import { sessionCookieName } from "@/lib/auth/cookie";
import { annotatePaths, type ClaimRequest, type Queue } from "@/lib/labeling/contract";
import { answerLabels } from "@/lib/labeling/http/server";

export type Route = { method: "GET" | "POST" | "PUT"; path: string };

export const claim: Route = { method: "POST", path: annotatePaths.claim };
export const submit: Route = { method: "POST", path: annotatePaths.submit };
export const skip: Route = { method: "POST", path: annotatePaths.skip };
export const release: Route = { method: "POST", path: annotatePaths.release };
export const draft: Route = { method: "PUT", path: annotatePaths.draft };
export const read: Route = { method: "POST", path: annotatePaths.read };
export const acknowledge: Route = { method: "POST", path: annotatePaths.acknowledge };
export const finished: Route = { method: "GET", path: annotatePaths.finished };
/** Of the assignment that stands in `params`. */
export const finishedItem: Route = { method: "GET", path: `${annotatePaths.finished}/:assignmentId` };
export const progress: Route = { method: "GET", path: annotatePaths.progress };

/** Everything that came back, texts and headers. */
export const heard: string[] = [];

const serve = labelsFirst(answerLabels);
const server = createServer((incoming, response) => {
  drainAfterAnswer(incoming, response);
  return serve(incoming, response);
});
server.listen(0, "127.0.0.1").unref();
await once(server, "listening");
export const { port } = server.address() as AddressInfo;
const agent = new Agent({ keepAlive: true, maxSockets: 20 });

/** The cookies of a browser on which somebody is signed in. */
export const sessionCookie = () => `theme=dark; ${sessionCookieName}=${sessionToken()}`;

type Sent = { path: string; method: string; headers?: object; text: string | null };

function send({ path, method, headers, text }: Sent) {
  const own = {
    "sec-fetch-site": "same-origin",
    cookie: sessionCookie(),
    ...(text !== null && { "content-length": Buffer.byteLength(text) }),
  };
  return new Promise<{ status: number; headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    const sent = request({ port, agent, method, path, headers: { ...own, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

type Init = { body?: unknown; query?: object; params?: Record<string, string>; headers?: object; method?: string };

/** Calls a route, and keeps everything that came back. */
export async function call({ method, path }: Route, { body, query = {}, params = {}, headers, ...given }: Init) {
  const filled = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(Buffer.from(params[name] ?? "").toString()));
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
  const reply = await send({ path: `${filled}?${asked}`, method: given.method ?? method, headers, text });
  const isZipped = reply.headers["content-encoding"] === "gzip";
  const answer = isZipped ? "" : reply.bytes.toString();
  heard.push(answer, JSON.stringify(Object.entries(reply.headers)));
  return { ...reply, json: answer ? JSON.parse(answer) : null };
}

export const verdict = { verdict: { item: { value: "safe" } } };
export const submission = (studyId: string, assignmentId: string, answers: object = verdict) => ({
  studyId,
  assignmentId,
  answers,
  key: randomUUID(),
  activeMs: 10,
  elapsedMs: 20,
});

export async function claimQueue(body: ClaimRequest): Promise<Queue> {
  const { status, json } = await call(claim, { body });
  expect(status).toBe(200);
  return json;
}
