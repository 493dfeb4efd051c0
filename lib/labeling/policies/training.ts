import { z } from "zod";
import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import { withinField, withinPoints } from "@/lib/labeling/policies/parts/percent";
import { countReserved, findReserved, findReservedProblem } from "@/lib/labeling/policies/parts/reserved-items";
import { definePolicy } from "@/lib/labeling/policies/policy";
import { listFeedback } from "@/lib/labeling/show/feedback";

const settings = z.object({ within: withinPoints });

const markRead = prepared(`
  UPDATE "Assignment" SET "feedbackReadAt" = coalesce("feedbackReadAt", now())
  WHERE id::text = $3 AND "studyId" = $1 AND "raterId" = $2 AND purpose = 'TRAINING' AND state = 'DONE'`);

/**
 * Reserved items with known answers before everything else, the same to everybody and in the same order; after each the rater is told
 * what is right, and goes on once that was read.
 */
export const training = definePolicy({
  key: "training",
  words: {
    name: "Training with feedback",
    about:
      "Everybody begins with the items that are reserved for training. After each they see the right answer beside their own, and why it is right where the item says so. These labels never count.",
  },
  purpose: "TRAINING",
  countsTowardK: false,
  givesAll: false,
  step: "training",
  inFileOrder: false,
  settings,
  fields: [withinField],
  findProblem: async (client, { studyId }) => {
    const problem = await findReservedProblem(client, studyId, "TRAINING");
    return problem === null ? null : ["key", problem];
  },
  findObstacle: (client, { studyId }) => findReservedProblem(client, studyId, "TRAINING"),
  next: async (client, { seat, cursor }) => {
    const item = await findReserved(client, seat, { reservation: "TRAINING", order: "in turn" });
    return item && { item, cursor };
  },
  // Every claim gives what there is: nothing of it is locked by others.
  isLeft: async () => false,
  explainEmpty: async () => null,
  listNews: ({ seat, settings: { within } }) => listFeedback(seat, within),
  takeNews: async (client, { seat: { studyId, raterId } }, id) =>
    (await client.query(markRead(studyId, raterId, id))).rowCount === 1,
  findStage: async ({ seat }) => ({
    name: "training",
    ...(await countReserved(labelPool, seat, { reservation: "TRAINING" })),
  }),
  onGivenUp: async (_, { cursor }) => cursor,
});
