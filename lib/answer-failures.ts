import { failureSentences, findFailure } from "@/lib/failure";
import { log } from "@/lib/log/log";

const retryAfterSeconds = 5;

/** What to say, logged, where disk or database failed below a route: 503 with the sentence for whoever asked; null for every other error. */
export function explainFailure(error: unknown) {
  const kind = findFailure(error);
  if (!kind) return null;
  log.error("request failed", { kind, error });
  return {
    status: 503,
    headers: { "Cache-Control": "no-store", "Retry-After": String(retryAfterSeconds) },
    body: { reason: "unavailable", error: failureSentences[kind] },
  };
}

/** The answer where disk or database failed below a route. Throws every other error on. */
export function answerFailure(error: unknown): Response {
  const failure = explainFailure(error);
  if (!failure) throw error;
  const { body, ...init } = failure;
  return Response.json(body, init);
}

/** A route that says which failure it was, as `answerFailure` does. */
export const sayingFailures =
  <Passed extends unknown[]>(route: (...passed: Passed) => Promise<Response>) =>
  (...passed: Passed): Promise<Response> =>
    route(...passed).catch(answerFailure);
