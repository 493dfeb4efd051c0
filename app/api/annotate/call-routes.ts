/* Calls the routes of labeling as a browser would: for the tests beside them. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { ClaimRequest, Queue } from "@/lib/labeling/contract";
import { POST as claim } from "./claim/route";

export type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
/** Everything that came back, texts and headers. */
export const heard: string[] = [];

/** Calls a route as a browser would, and keeps everything that came back. */
export async function call(
  route: Route,
  init: { body?: unknown; query?: object; params?: Record<string, string>; headers?: object },
) {
  const url = new URL("http://app.test/api");
  for (const [name, value] of Object.entries(init.query ?? {})) url.searchParams.set(name, String(value));
  const headers = { "sec-fetch-site": "same-origin", ...init.headers };
  const body = init.body === undefined ? null : typeof init.body === "string" ? init.body : JSON.stringify(init.body);
  const request = new Request(url, { method: body === null ? "GET" : "POST", headers, body });
  const response = await route(request, { params: Promise.resolve(init.params ?? {}) });
  const text = await response.text();
  heard.push(text, JSON.stringify([...response.headers]));
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : null };
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

export async function claimQueue(request: ClaimRequest): Promise<Queue> {
  const { status, json } = await call(claim, { body: request });
  expect(status).toBe(200);
  return json;
}
