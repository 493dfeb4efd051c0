import { cryptoRandom } from "@/lib/crypto-random";
import { db } from "@/lib/db/client";
import { enrolRater } from "@/lib/raters/enrol-rater";
import type { RaterSettings } from "@/lib/raters/schema";
import { fail, ok, type Result } from "@/lib/result";
import type { StudyAccess } from "@/lib/studies/proof";

/** Group, quota and pause. A paused rater gets no new item; what they have on screen is still saved. */
export async function changeRater(
  { studyId }: StudyAccess,
  raterId: string,
  { groupId, ...settings }: RaterSettings,
): Promise<Result<null>> {
  const group = groupId && (await db.raterGroup.findFirst({ where: { id: groupId, studyId }, select: { id: true } }));
  if (groupId && !group) return fail("Mend the marked field", { groupId: "This group is gone. Choose another" });
  const { count } = await db.rater.updateMany({
    where: { id: raterId, studyId, status: { not: "WITHDRAWN" } },
    data: { groupId, ...settings },
  });
  return count === 1 ? ok(null) : fail("This rater is not in the study any more");
}

/** Makes somebody a rater who has seen conditions. */
export function tryLabeling({ studyId, userId }: StudyAccess): Promise<string> {
  return enrolRater(db, { studyId, userId, sawConditions: true }, cryptoRandom);
}

const takenName = fail("Mend the marked field", { name: "There is a group of this name already" });

export async function createGroup({ studyId }: StudyAccess, name: string): Promise<Result<null>> {
  const { count } = await db.raterGroup.createMany({ data: [{ studyId, name }], skipDuplicates: true });
  return count === 1 ? ok(null) : takenName;
}

export async function renameGroup({ studyId }: StudyAccess, groupId: string, name: string): Promise<Result<null>> {
  // The condition stands in the statement; two who choose one name at the same moment meet the unique index.
  const renamed = await db.$executeRaw`
    UPDATE "RaterGroup" g SET name = ${name} WHERE g.id = ${groupId}::uuid AND g."studyId" = ${studyId}::uuid
    AND NOT EXISTS (SELECT 1 FROM "RaterGroup" o WHERE o."studyId" = g."studyId" AND o.name = ${name} AND o.id <> g.id)`;
  return renamed === 1 ? ok(null) : takenName;
}

/** Raters and invitations of the group stay, without one. */
export async function deleteGroup({ studyId }: StudyAccess, groupId: string) {
  await db.raterGroup.deleteMany({ where: { id: groupId, studyId } });
}
