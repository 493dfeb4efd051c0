import { failureSentences, findFailure } from "@/lib/failure";
import { log } from "@/lib/log/log";

const retryAfterSeconds = 5;

/** The answer where disk or database failed below a route: 503 with the sentence for whoever asked. Throws every other error on. */
export function answerFailure(error: unknown): Response {
  const kind = findFailure(error);
  if (!kind) throw error;
  log.error("request failed", { kind, error });
  return Response.json(
    { reason: "unavailable", error: failureSentences[kind] },
    { status: 503, headers: { "Cache-Control": "no-store", "Retry-After": String(retryAfterSeconds) } },
  );
}

/** A route that says which failure it was, as `answerFailure` does. */
export const sayingFailures =
  <Passed extends unknown[]>(route: (...passed: Passed) => Promise<Response>) =>
  (...passed: Passed): Promise<Response> =>
    route(...passed).catch(answerFailure);
