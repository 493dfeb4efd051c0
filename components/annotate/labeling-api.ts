import {
  type AcknowledgeRequest,
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
} from "@/lib/labeling/contract";

/**
 * What came of a request. `unknown`: it may or may not have arrived, so it is sent again as it was; `isAlone` where the
 * server is there and failed at this very request, `because` where it says what failed below it.
 */
export type Outcome<T> =
  | { kind: "done"; value: T }
  | { kind: "refused"; refusal: AnnotateError }
  | { kind: "signed-out" }
  | { kind: "unknown"; retryAfterMs?: number; isAlone?: boolean; because?: string };

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
  if (response.status === 503 && isRefusal(value)) return { ...unknown, because: value.error };
  if (response.ok) return isRecord(value) && isAnswer(value) ? ({ kind: "done", value: value as T } as const) : unknown;
  if (response.status >= 500 || response.status === 429 || !isRefusal(value)) return unknown;
  if (response.status === 401 && value.reason !== "account-gone") return { kind: "signed-out" } as const;
  return { kind: "refused", refusal: value } as const;
}

export type LabelingApi = ReturnType<typeof labelingApi>;

type Given = { studyId: string /** The person the page is for. */; userId: string; fetchIt: typeof fetch };
type Without<Request> = Omit<Request, "studyId" | "as">;

/** The labeling routes of one study, over the given `fetch`. Nothing is thrown: a dropped connection is an outcome. */
export function labelingApi({ studyId, userId, fetchIt }: Given) {
  const asking = { studyId, as: userId };
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
        method,
        keepalive,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...body, ...asking }),
      },
      (value) => has in value,
    );
  const get = <T>(path: string, query: Record<string, string>, has: keyof T & string) =>
    call<T>(`${path}?${new URLSearchParams({ ...asking, ...query })}`, {}, (value) => has in value);

  /** Answered without a body: whether it arrived. What there is no more to be told is. */
  const tell = (path: string, body: object) =>
    fetchIt(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...body, ...asking }),
    }).then(
      ({ ok, status }) => ok || status === 404,
      () => false,
    );

  return {
    claim: (body: Without<ClaimRequest>) => send<Queue>("POST", annotatePaths.claim, body, "items"),
    submit: (body: Without<SubmitRequest>) => send<SubmitAnswer>("POST", annotatePaths.submit, body, "saved"),
    skip: (body: Without<SkipRequest>) => send<SkipAnswer>("POST", annotatePaths.skip, body, "skipped"),
    /** `isLeaving` lets the request outlive the page. */
    saveDraft: (body: Without<DraftRequest>, isLeaving = false) =>
      send<DraftAnswer>("PUT", annotatePaths.draft, body, "held", isLeaving),
    tellRead: (body: Without<ReadRequest>) => tell(annotatePaths.read, body),
    acknowledge: (body: Without<AcknowledgeRequest>) => tell(annotatePaths.acknowledge, body),
    getProgress: () => get<Progress>(annotatePaths.progress, {}, "done"),
    listFinished: (before: string | null) =>
      get<FinishedPage>(annotatePaths.finished, before ? { before } : {}, "items"),
    getFinished: (assignmentId: string) =>
      get<FinishedItem>(`${annotatePaths.finished}/${assignmentId}`, { answers: "by-target" }, "answers"),
    /** By beacon, since the page is going away. */
    release: (leases: ReleaseRequest["leases"]) =>
      navigator.sendBeacon(
        annotatePaths.release,
        new Blob([JSON.stringify({ ...asking, leases } satisfies ReleaseRequest)], { type: "application/json" }),
      ),
  };
}
