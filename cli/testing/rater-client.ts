import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { encode } from "next-auth/jwt";
import {
  annotatePaths,
  type ClaimRequest,
  type Queue,
  type ReleaseRequest,
  type SubmitAnswer,
  type SubmitRequest,
} from "@/lib/labeling/contract";
import type { LoadStudy } from "./load-study";

export type Reply<T> = { status: number; body: T };

/** One rater's browser, as far as the labeling API sees it: a session, one connection that stays open, JSON. */
export type RaterClient = {
  raterId: string;
  claim: (want: 1 | 2, holds?: string[]) => Promise<Reply<Queue>>;
  submit: (submission: SubmitRequest) => Promise<Reply<SubmitAnswer>>;
  release: (leases: ReleaseRequest["leases"]) => Promise<Reply<null>>;
  close: () => void;
};

/** Gives up on a request after this long: a killed process may leave a connection that never answers. */
const usualPatienceMs = 15_000;

function post<T>(url: URL, agent: Agent, cookie: string, body: unknown, patienceMs: number): Promise<Reply<T>> {
  const text = JSON.stringify(body);
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    cookie,
    "sec-fetch-site": "same-origin",
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers, timeout: patienceMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("aborted", () => reject(new Error("the connection was cut")));
      response.on("end", () => {
        const answer = Buffer.concat(chunks).toString();
        const isJson = response.headers["content-type"]?.startsWith("application/json");
        resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(answer) : (null as T) });
      });
    });
    sent.on("timeout", () => sent.destroy(new Error(`no answer for ${patienceMs} ms`)));
    sent.on("error", reject);
    sent.end(text);
  });
}

/** The cookie of somebody who has just signed in. */
export const makeCookie = async (secret: string, userId: string) =>
  `next-auth.session-token=${await encode({ token: { sub: userId, signedAt: Date.now() }, secret })}`;

export async function makeRaterClient(
  app: { url: string; secret: string },
  study: LoadStudy,
  { userId, raterId }: LoadStudy["raters"][number],
  patienceMs = usualPatienceMs,
): Promise<RaterClient> {
  const cookie = await makeCookie(app.secret, userId);
  const agent = new Agent({ keepAlive: true });
  const to = (path: string) => new URL(path, app.url);
  const knows = [study.versionId];
  const claim = (want: 1 | 2, holds: string[] = []) => {
    const body: ClaimRequest = { studyId: study.id, want, holds, knows };
    return post<Queue>(to(annotatePaths.claim), agent, cookie, body, patienceMs);
  };
  return {
    raterId,
    claim,
    submit: (submission) =>
      post<SubmitAnswer>(to(annotatePaths.submit), agent, cookie, { knows, ...submission }, patienceMs),
    release: (leases) =>
      post<null>(to(annotatePaths.release), agent, cookie, { studyId: study.id, leases }, patienceMs),
    close: () => agent.destroy(),
  };
}

/** A label as a page would send it; `point` is the answer to the load study's one question. */
export const makeSubmission = (
  studyId: string,
  assignmentId: string,
  point: number,
  holds: string[],
): SubmitRequest => ({
  studyId,
  assignmentId,
  holds,
  key: randomUUID(),
  answers: { safety: { item: { value: point } } },
  activeMs: 900,
  elapsedMs: 1200,
});
