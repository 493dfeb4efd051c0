import { cryptoRandom } from "@/lib/crypto-random";
import { db } from "@/lib/db/client";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { enrolRater } from "@/lib/raters/enrol-rater";
import type { RaterSettings } from "@/lib/raters/schema";
import { fail, ok, type Result } from "@/lib/result";
import { freeHeld } from "@/lib/slots/free-held";
import { settleSlots } from "@/lib/slots/settle-slots";
import { groupsOf, slotRule } from "@/lib/slots/slot-rule";
import type { StudyAccess } from "@/lib/studies/proof";

/** What a rater is who goes on: gold answers up to now are settled, and only later ones warn or pause again. */
export const resumed = () =>
  ({
    status: "ACTIVE",
    pausedBy: null,
    goldClearedAt: new Date(),
    goldWarnedAt: null,
    goldWarningReadAt: null,
  }) as const;

export type ChangedRater = { freed: number };

/**
 * Group, quota and pause. A paused rater gets no new item, and what they held, or held beyond a smaller quota, goes to others at once;
 * what they have on screen is still saved, and counts while its slot is free.
 */
export async function changeRater(
  { studyId }: StudyAccess,
  raterId: string,
  { groupId, ...settings }: RaterSettings,
): Promise<Result<ChangedRater>> {
  const group = groupId && (await db.raterGroup.findFirst({ where: { id: groupId, studyId }, select: { id: true } }));
  if (groupId && !group) return fail("Mend the marked field", { groupId: "This group is gone. Choose another" });
  if (settings.status === "ACTIVE")
    await db.rater.updateMany({ where: { id: raterId, studyId, status: "PAUSED" }, data: resumed() });
  const { count } = await db.rater.updateMany({
    where: { id: raterId, studyId, status: { not: "WITHDRAWN" } },
    data: { groupId, ...settings },
  });
  if (count !== 1) return fail("This rater is not in the study any more");
  const freed = await pgTransaction((client) => freeHeld(client, { studyId, raterId }));
  await settleSlots(studyId);
  return ok({ freed });
}

/** Makes somebody a rater who has seen conditions. */
export async function tryLabeling({ studyId, userId }: StudyAccess): Promise<string> {
  const id = await enrolRater(db, { studyId, userId, sawConditions: true }, cryptoRandom);
  await settleSlots(studyId);
  return id;
}

const takenName = fail("Mend the marked field", { name: "There is a group of this name already" });

export async function createGroup({ studyId }: StudyAccess, name: string): Promise<Result<null>> {
  const { count } = await db.raterGroup.createMany({ data: [{ studyId, name }], skipDuplicates: true });
  return count === 1 ? ok(null) : takenName;
}

/** Items are given out by the names of groups: whoever renames or deletes one that is named leaves items that nobody may label. */
async function isGivenItems({ studyId }: StudyAccess, groupId: string): Promise<boolean> {
  const [study, group] = await Promise.all([
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { slotRule: true } }),
    db.raterGroup.findFirst({ where: { id: groupId, studyId }, select: { name: true } }),
  ]);
  const rule = slotRule.nullable().parse(study.slotRule);
  return rule !== null && group !== null && groupsOf(rule).includes(group.name);
}

const givenItems = "The settings give items to this group by its name: take it out there first";

export async function renameGroup(access: StudyAccess, groupId: string, name: string): Promise<Result<null>> {
  const { studyId } = access;
  if (await isGivenItems(access, groupId)) return fail("Mend the marked field", { name: givenItems });
  // The condition stands in the statement; two who choose one name at the same moment meet the unique index.
  const renamed = await db.$executeRaw`
    UPDATE "RaterGroup" g SET name = ${name} WHERE g.id = ${groupId}::uuid AND g."studyId" = ${studyId}::uuid
    AND NOT EXISTS (SELECT 1 FROM "RaterGroup" o WHERE o."studyId" = g."studyId" AND o.name = ${name} AND o.id <> g.id)`;
  return renamed === 1 ? ok(null) : takenName;
}

/** Raters and invitations of the group stay, without one. */
export async function deleteGroup(access: StudyAccess, groupId: string): Promise<Result<null>> {
  if (await isGivenItems(access, groupId)) return fail(givenItems);
  await db.raterGroup.deleteMany({ where: { id: groupId, studyId: access.studyId } });
  return ok(null);
}
