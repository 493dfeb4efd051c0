import { db } from "@/lib/db/client";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { resumed } from "@/lib/raters/mutations";
import { fail, ok, type Result } from "@/lib/result";
import { freeHeld } from "@/lib/slots/free-held";
import type { StudyAccess } from "@/lib/studies/proof";

const findRater = `SELECT FROM "Rater" WHERE id = $2 AND "studyId" = $1 AND status <> 'WITHDRAWN'`;

const gone = fail("This rater is not in the study any more");

const change = async (
  { studyId }: StudyAccess,
  raterId: string,
  data: Parameters<typeof db.rater.updateMany>[0]["data"],
): Promise<Result<null>> => {
  const { count } = await db.rater.updateMany({ where: { id: raterId, studyId, status: { not: "WITHDRAWN" } }, data });
  return count === 1 ? ok(null) : gone;
};

/** A paused rater goes on, whoever or whatever paused them. */
export const resumeRater = (access: StudyAccess, raterId: string): Promise<Result<null>> =>
  change(access, raterId, resumed());

/** The rater is let into the work, whatever the tries of the test came to. */
export const admitRater = (access: StudyAccess, raterId: string): Promise<Result<null>> =>
  change(access, raterId, { admittedAt: new Date() });

/** One try of the test more, which waits for nothing. */
export async function grantTry(access: StudyAccess, raterId: string): Promise<Result<null>> {
  const { studyId } = access;
  const last = await db.qualificationTry.aggregate({ where: { studyId, raterId }, _max: { number: true } });
  return change(access, raterId, { grantedTry: (last._max.number ?? 0) + 1 });
}

/** Gives the items that a rater holds back to the others. What they answer of them afterwards is still taken where a slot is free. */
export const releaseItems = ({ studyId }: StudyAccess, raterId: string): Promise<Result<{ items: number }>> =>
  pgTransaction(async (client) => {
    const { rowCount } = await client.query(findRater, [studyId, raterId]);
    return rowCount === 1 ? ok({ items: await freeHeld(client, { studyId, raterId }, true) }) : gone;
  });
