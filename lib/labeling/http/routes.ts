import { annotatePaths } from "@/lib/labeling/contract";
import { type AnnotateRoute, annotateRead, annotateWrite } from "@/lib/labeling/http/annotate-route";
import {
  answerAcknowledge,
  answerClaim,
  answerDraft,
  answerRead,
  answerRelease,
  answerSkip,
  answerSubmit,
} from "@/lib/labeling/http/answers";
import { answerFinished, answerFinishedItem, answerProgress } from "@/lib/labeling/http/finished";
import {
  acknowledgeRequest,
  claimRequest,
  draftRequest,
  finishedItemQuery,
  finishedQuery,
  readRequest,
  releaseRequest,
  skipRequest,
  studyQuery,
  submitRequest,
} from "@/lib/labeling/http/schema";

type Route = {
  method: "GET" | "POST" | "PUT";
  answer: AnnotateRoute;
  /** What the last part of the path is the value of, where the path has one more than its name. */
  parameter?: string;
};

const routes = new Map<string, Route>([
  [annotatePaths.claim, { method: "POST", answer: annotateWrite(claimRequest, answerClaim) }],
  [annotatePaths.submit, { method: "POST", answer: annotateWrite(submitRequest, answerSubmit) }],
  [annotatePaths.skip, { method: "POST", answer: annotateWrite(skipRequest, answerSkip) }],
  [annotatePaths.release, { method: "POST", answer: annotateWrite(releaseRequest, answerRelease) }],
  [annotatePaths.draft, { method: "PUT", answer: annotateWrite(draftRequest, answerDraft) }],
  [annotatePaths.read, { method: "POST", answer: annotateWrite(readRequest, answerRead) }],
  [annotatePaths.acknowledge, { method: "POST", answer: annotateWrite(acknowledgeRequest, answerAcknowledge) }],
  [annotatePaths.finished, { method: "GET", answer: annotateRead(finishedQuery, answerFinished) }],
  [
    `${annotatePaths.finished}/`,
    { method: "GET", answer: annotateRead(finishedItemQuery, answerFinishedItem), parameter: "assignmentId" },
  ],
  [annotatePaths.progress, { method: "GET", answer: annotateRead(studyQuery, answerProgress) }],
]);

/** The route of a path, and the parameters in it; null where there is none. */
export function findRoute(path: string): { route: Route; parameters: Record<string, string> } | null {
  const exact = routes.get(path);
  if (exact && !exact.parameter) return { route: exact, parameters: {} };
  const end = path.lastIndexOf("/") + 1;
  const route = routes.get(path.slice(0, end));
  return route?.parameter ? { route, parameters: { [route.parameter]: path.slice(end) } } : null;
}
