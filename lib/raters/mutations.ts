import { cryptoRandom } from "@/lib/crypto-random";
import { db, pool } from "@/lib/db/client";
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
  const before = await db.rater.findFirst({
    where: { id: raterId, studyId },
    select: { groupId: true, study: { select: { slotRule: true } } },
  });
  const { count } = await db.rater.updateMany({
    where: { id: raterId, studyId, status: { not: "WITHDRAWN" } },
    data: { groupId, ...settings },
  });
  if (count !== 1) return fail("This rater is not in the study any more");
  // What was reserved for them as one of their group is that group's.
  const isMoved = before?.study.slotRule !== null && before?.groupId !== groupId;
  const freed = await pgTransaction((client) => freeHeld(client, { studyId, raterId }, isMoved));
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

const asksGroup = `
  SELECT FROM "ProtocolVersion" v CROSS JOIN LATERAL jsonb_array_elements(v.questions) AS question
  WHERE v."studyId" = $1 AND v."publishedAt" IS NOT NULL AND question->'askedBy' ? $2 LIMIT 1`;

/**
 * Why a group keeps its name: items are given out, and questions asked, by the names of groups. Whoever renames or deletes one that is
 * named leaves items that nobody may label, or questions that nobody is asked.
 */
async function findNaming({ studyId }: StudyAccess, groupId: string): Promise<string | null> {
  const [study, group] = await Promise.all([
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { slotRule: true } }),
    db.raterGroup.findFirst({ where: { id: groupId, studyId }, select: { name: true } }),
  ]);
  const rule = slotRule.nullable().parse(study.slotRule);
  if (group === null) return null;
  if (rule !== null && groupsOf(rule).includes(group.name)) return givenItems;
  return (await pool.query(asksGroup, [studyId, group.name])).rowCount ? askedQuestions : null;
}

const givenItems = "The settings give items to this group by its name: take it out there first";
const askedQuestions = "Published questions are asked of this group by its name: it stays as it is";

export async function renameGroup(access: StudyAccess, groupId: string, name: string): Promise<Result<null>> {
  const { studyId } = access;
  const naming = await findNaming(access, groupId);
  if (naming) return fail("Mend the marked field", { name: naming });
  // The condition stands in the statement; two who choose one name at the same moment meet the unique index.
  const renamed = await db.$executeRaw`
    UPDATE "RaterGroup" g SET name = ${name} WHERE g.id = ${groupId}::uuid AND g."studyId" = ${studyId}::uuid
    AND NOT EXISTS (SELECT 1 FROM "RaterGroup" o WHERE o."studyId" = g."studyId" AND o.name = ${name} AND o.id <> g.id)`;
  return renamed === 1 ? ok(null) : takenName;
}

/** Raters and invitations of the group stay, without one. */
export async function deleteGroup(access: StudyAccess, groupId: string): Promise<Result<null>> {
  const naming = await findNaming(access, groupId);
  if (naming) return fail(naming);
  await db.raterGroup.deleteMany({ where: { id: groupId, studyId: access.studyId } });
  return ok(null);
}
