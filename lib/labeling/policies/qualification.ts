import { z } from "zod";
import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import { type News, testAgain } from "@/lib/labeling/contract";
import { percent, withinField, withinPoints } from "@/lib/labeling/policies/parts/percent";
import { countReserved, findReserved, findReservedProblem } from "@/lib/labeling/policies/parts/reserved-items";
import { findTest, finishTry, mayBegin, type Test, waitEnd } from "@/lib/labeling/policies/parts/test-tries";
import { wholeNumber } from "@/lib/labeling/policies/parts/whole-number";
import { definePolicy, type Emptiness, halt } from "@/lib/labeling/policies/policy";

const settings = z.object({
  pass: percent.min(1, "Write a whole number from 1 to 100"),
  within: withinPoints,
  tries: wholeNumber({ least: 1, most: 20 }),
  hours: wholeNumber({ least: 0, most: 8760 }),
});

/** How the last try went, for the person who took it. */
function tellScore({ last }: Test): string[] {
  return last
    ? [`${last.right} of ${last.asked} answers were right; ${last.needed} ${last.needed === 1 ? "is" : "are"} needed.`]
    : [];
}

function explain(test: Test, limits: { tries: number; hours: number }): Emptiness {
  const tally = tellScore(test);
  if (mayBegin(test, limits)) return { reason: "test-again", tally };
  const until = waitEnd(test, limits);
  return until ? { reason: "test-wait", until, tally } : { reason: "test-failed", tally };
}

const beginTry = prepared(`UPDATE "Rater" SET "startedTry" = $3 WHERE id = $2 AND "studyId" = $1`);
const markRead = prepared(`
  UPDATE "QualificationTry" SET "readAt" = coalesce("readAt", now())
  WHERE "studyId" = $1 AND "raterId" = $2 AND passed AND 'passed-' || number = $3`);

/**
 * Reserved items with known answers that have to be answered well enough before anything else comes. A try ends with its last item
 * and is scored there and then; another one begins only when the rater says so, and may be waited for. A skipped item is not right.
 */
export const qualification = definePolicy({
  key: "qualification",
  words: {
    name: "A test before the work",
    about:
      "Everybody answers the items that are reserved for qualification, without being told what is right. Whoever reaches the mark goes on; the others may try again as often as is set here, and you see who did not pass and may let them try again or go on. These labels never count.",
  },
  purpose: "QUALIFICATION",
  countsTowardK: false,
  givesAll: false,
  step: "qualification",
  inFileOrder: false,
  settings,
  fields: [
    {
      name: "pass",
      label: "Answers right, in percent",
      hint: "Of all questions whose answer is known.",
      asks: "whole number",
      initial: "80",
    },
    withinField,
    {
      name: "tries",
      label: "Tries",
      hint: "With the same items each time. You may grant somebody more on the page of raters.",
      asks: "whole number",
      initial: "2",
    },
    {
      name: "hours",
      label: "Hours between two tries",
      hint: "0: at once, when the person is ready.",
      asks: "whole number",
      initial: "0",
    },
  ],
  findProblem: async (client, { studyId }) => {
    const problem = await findReservedProblem(client, studyId, "QUALIFICATION");
    return problem === null ? null : ["key", problem];
  },
  findObstacle: (client, { studyId }) => findReservedProblem(client, studyId, "QUALIFICATION"),
  next: async (client, { seat, settings: set, cursor }) => {
    const test = await findTest(client, seat);
    if (test.isAdmitted) return null;
    const occurrence = test.number;
    if (occurrence > test.started) return halt;
    const item = await findReserved(client, seat, { reservation: "QUALIFICATION", occurrence, order: "in turn" });
    if (item) return { item, cursor, occurrence };
    const { done, total } = await countReserved(client, seat, { reservation: "QUALIFICATION", occurrence });
    if (total === 0 || done < total) return halt;
    return (await finishTry(client, seat, { number: occurrence, pass: set.pass, within: set.within })) ? null : halt;
  },
  isLeft: async () => false,
  explainEmpty: async () => null,
  explainHalt: async ({ seat, settings: { tries, hours } }) => {
    const test = await findTest(labelPool, seat);
    if (test.isAdmitted) return null;
    return test.number > test.started ? explain(test, { tries, hours }) : { reason: "test-open" };
  },
  listNews: async ({ seat }): Promise<News[]> => {
    const { last } = await findTest(labelPool, seat);
    if (!last?.passed || last.isRead) return [];
    const lines = [`${last.right} of ${last.asked} answers were right; ${last.needed} were needed.`];
    return [
      {
        kind: "message",
        id: `passed-${last.number}`,
        title: "You passed the test",
        lines: [...lines, "From here on your labels are part of the study."],
      },
    ];
  },
  takeNews: async (client, { seat, settings: { tries, hours } }, id) => {
    const { studyId, raterId } = seat;
    if (id !== testAgain) return (await client.query(markRead(studyId, raterId, id))).rowCount === 1;
    const test = await findTest(client, seat);
    const isDue = !test.isAdmitted && test.number > test.started && mayBegin(test, { tries, hours });
    if (isDue) await client.query(beginTry(studyId, raterId, test.number));
    // Asked a second time it has begun already.
    return isDue || test.number === test.started;
  },
  findStage: async ({ seat }) => {
    const { number } = await findTest(labelPool, seat);
    const counts = await countReserved(labelPool, seat, { reservation: "QUALIFICATION", occurrence: number });
    return { name: "qualification", ...counts };
  },
  onGivenUp: async (_, { cursor }) => cursor,
});
