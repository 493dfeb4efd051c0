import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type RaterFilter, ratersPerPage } from "@/lib/raters/schema";
import { can } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";

const people: Prisma.RaterWhereInput = { kind: { in: ["HUMAN", "ADJUDICATOR"] }, status: { not: "WITHDRAWN" } };

/** A search looks into names only for those who may know them: else a result would tell who is who. */
function matching(q: string, seesNames: boolean): Prisma.RaterWhereInput {
  if (q === "") return {};
  const contains = { contains: q, mode: "insensitive" } as const;
  if (!seesNames) return { pseudonym: contains };
  return { OR: [{ pseudonym: contains }, { user: { OR: [{ name: contains }, { email: contains }] } }] };
}

/**
 * One page of the people who label, by pseudonym, and how many there are. Names and addresses come only with a proof
 * that allows `people`; what they answered never does.
 */
export async function listRaters({ studyId, role }: StudyAccess, { q, group, page }: RaterFilter) {
  const seesNames = can(role, "people");
  const inGroup = group ? { groupId: group === "none" ? null : group } : {};
  const where = { studyId, ...people, ...inGroup, ...matching(q, seesNames) };
  const [total, rows] = await Promise.all([
    db.rater.count({ where }),
    db.rater.findMany({
      where,
      select: {
        id: true,
        pseudonym: true,
        kind: true,
        origin: true,
        status: true,
        groupId: true,
        quota: true,
        doneCount: true,
        sawConditions: true,
        pausedBy: true,
        goldWarnedAt: true,
        group: { select: { name: true } },
        user: seesNames ? { select: { id: true, name: true, email: true, passwordHash: true } } : false,
      },
      orderBy: [{ origin: "asc" }, { pseudonym: "asc" }, { id: "asc" }],
      skip: (page - 1) * ratersPerPage,
      take: ratersPerPage,
    }),
  ]);
  const judgments = await countJudgments(rows.map(({ id }) => ({ id, studyId })));
  return {
    total,
    raters: rows.map(({ user, ...rater }) => ({
      ...rater,
      judgments: judgments.get(rater.id) ?? 0,
      user: user ? strip(user) : null,
    })),
  };
}

/** How many judgments each of these raters gave, revisions counted. */
export async function countJudgments(raters: readonly { id: string; studyId: string }[]): Promise<Map<string, number>> {
  const where = { studyId: { in: raters.map((own) => own.studyId) }, raterId: { in: raters.map(({ id }) => id) } };
  const counts = await db.judgmentCount.groupBy({ by: ["raterId"], where, _sum: { given: true } });
  return new Map(counts.map(({ raterId, _sum }) => [raterId, _sum.given ?? 0]));
}

/** Whether somebody has a password is all that leaves of it: visitors of a demo have none to reset. */
const strip = ({
  passwordHash,
  ...user
}: {
  id: string;
  name: string;
  email: string;
  passwordHash: string | null;
}) => ({
  ...user,
  hasPassword: passwordHash !== null,
});

/** Rater groups with how many belong to them. */
export async function listGroups({ studyId }: StudyAccess) {
  const groups = await db.raterGroup.findMany({
    where: { studyId },
    select: { id: true, name: true, _count: { select: { raters: { where: people } } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return groups.map(({ id, name, _count }) => ({ id, name, raters: _count.raters }));
}

/** How many people withdrew, and how many judgments were erased with them. */
export async function countWithdrawn({ studyId }: StudyAccess) {
  const { _count, _sum } = await db.rater.aggregate({
    where: { studyId, status: "WITHDRAWN" },
    _count: true,
    _sum: { erasedJudgments: true },
  });
  return { people: _count, judgments: _sum.erasedJudgments ?? 0 };
}

/** The asker's own place among the raters of a study, if they have one. */
export function findOwnRater({ studyId, userId }: StudyAccess) {
  return db.rater.findUnique({
    where: { studyId_userId: { studyId, userId } },
    select: { id: true, pseudonym: true },
  });
}

export async function getPseudonym({ studyId }: StudyAccess, raterId: string): Promise<string> {
  const where = { id: raterId, studyId };
  return (await db.rater.findFirstOrThrow({ where, select: { pseudonym: true } })).pseudonym;
}
