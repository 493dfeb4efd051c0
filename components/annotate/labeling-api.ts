import {
  type AnnotateError,
  annotatePaths,
  type ClaimRequest,
  type DraftAnswer,
  type DraftRequest,
  type FinishedItem,
  type FinishedPage,
  type Progress,
  type Queue,
  type ReadRequest,
  type ReleaseRequest,
  type SkipAnswer,
  type SkipRequest,
  type SubmitAnswer,
  type SubmitRequest,
} from "@/lib/annotate/contract";

/**
 * What came of a request. `unknown`: it may or may not have arrived, so it is sent again as it was; `isAlone` where the
 * server is there and failed at this very request.
 */
export type Outcome<T> =
  | { kind: "done"; value: T }
  | { kind: "refused"; refusal: AnnotateError }
  | { kind: "signed-out" }
  | { kind: "unknown"; retryAfterMs?: number; isAlone?: boolean };

const timeoutMs = 20_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isRefusal = (value: unknown): value is AnnotateError =>
  isRecord(value) && typeof value.reason === "string" && typeof value.error === "string";

function readRetryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after"));
  return seconds > 0 ? Math.min(seconds, 300) * 1000 : undefined;
}

/** Anything that is not JSON of this app (a proxy's page, a café's sign-in) says nothing about the label. */
async function readOutcome<T>(response: Response, isAnswer: (value: Record<string, unknown>) => boolean) {
  const value: unknown = await response.json().catch(() => null);
  const isAlone = response.status === 500;
  const unknown: Outcome<T> = { kind: "unknown", isAlone, retryAfterMs: readRetryAfter(response) };
  if (response.ok) return isRecord(value) && isAnswer(value) ? ({ kind: "done", value: value as T } as const) : unknown;
  if (response.status >= 500 || response.status === 429 || !isRefusal(value)) return unknown;
  if (response.status === 401 && value.reason !== "account-gone") return { kind: "signed-out" } as const;
  return { kind: "refused", refusal: value } as const;
}

export type LabelingApi = ReturnType<typeof labelingApi>;

/** The labeling routes of one study, over the given `fetch`. Nothing is thrown: a dropped connection is an outcome. */
export function labelingApi(studyId: string, fetchIt: typeof fetch) {
  async function call<T>(path: string, init: RequestInit, isAnswer: (value: Record<string, unknown>) => boolean) {
    try {
      const response = await fetchIt(path, { ...init, cache: "no-store", signal: AbortSignal.timeout(timeoutMs) });
      return await readOutcome<T>(response, isAnswer);
    } catch {
      return { kind: "unknown" } satisfies Outcome<T> as Outcome<T>;
    }
  }
  const send = <T>(method: "POST" | "PUT", path: string, body: object, has: keyof T & string, keepalive = false) =>
    call<T>(
      path,
      {
        ...{ method, keepalive, headers: { "content-type": "application/json" } },
        body: JSON.stringify({ ...body, studyId }),
      },
      (value) => has in value,
    );
  const get = <T>(path: string, query: Record<string, string>, has: keyof T & string) =>
    call<T>(`${path}?${new URLSearchParams({ studyId, ...query })}`, {}, (value) => has in value);

  return {
    claim: (body: Omit<ClaimRequest, "studyId">) => send<Queue>("POST", annotatePaths.claim, body, "items"),
    submit: (body: Omit<SubmitRequest, "studyId">) => send<SubmitAnswer>("POST", annotatePaths.submit, body, "saved"),
    skip: (body: Omit<SkipRequest, "studyId">) => send<SkipAnswer>("POST", annotatePaths.skip, body, "skipped"),
    /** `isLeaving` lets the request outlive the page. */
    saveDraft: (body: Omit<DraftRequest, "studyId">, isLeaving = false) =>
      send<DraftAnswer>("PUT", annotatePaths.draft, body, "held", isLeaving),
    /** Answered without a body. */
    tellRead: (body: Omit<ReadRequest, "studyId">) =>
      fetchIt(annotatePaths.read, {
        ...{ method: "POST", headers: { "content-type": "application/json" } },
        body: JSON.stringify({ ...body, studyId } satisfies ReadRequest),
      }).then(
        ({ ok }) => ok,
        () => false,
      ),
    getProgress: () => get<Progress>(annotatePaths.progress, {}, "done"),
    listFinished: (before: string | null) =>
      get<FinishedPage>(annotatePaths.finished, before ? { before } : {}, "items"),
    getFinished: (assignmentId: string) =>
      get<FinishedItem>(`${annotatePaths.finished}/${assignmentId}`, { answers: "by-target" }, "answers"),
    /** By beacon, since the page is going away. */
    release: (leases: ReleaseRequest["leases"]) =>
      navigator.sendBeacon(
        annotatePaths.release,
        new Blob([JSON.stringify({ studyId, leases } satisfies ReleaseRequest)], { type: "application/json" }),
      ),
    /** Whose session this browser has now; null when nobody's or not known. */
    findSessionUser: async (): Promise<string | null> => {
      const outcome = await call<{ userId?: unknown }>("/api/auth/session", {}, () => true);
      return outcome.kind === "done" && typeof outcome.value.userId === "string" ? outcome.value.userId : null;
    },
  };
}
