import type { AssignedItem, ProtocolView } from "@/lib/labeling/contract";

/** A protocol that asks nothing, for tests that are not about its questions. */
export const bareProtocol: ProtocolView = {
  versionId: "v1",
  number: 1,
  guidelines: [],
  personaVisibility: "SHOWN",
  textStyle: "MARKDOWN",
  questions: [],
};

/** An item under that protocol that shows nothing. */
export const bareItem = (assignmentId: string): AssignedItem => ({
  assignmentId,
  versionId: "v1",
  layout: "SINGLE",
  prompt: "",
  promptTurns: null,
  candidates: [],
  persona: null,
  draft: null,
  texts: [],
  leaseExpiresAt: "2030",
});
