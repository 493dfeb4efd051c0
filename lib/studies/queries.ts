import { notFound } from "next/navigation";
import { countItems, countJudgments, itemCountsSql, judgmentCountsSql } from "@/lib/counting/kept-counts";
import { db, pool, type Transaction } from "@/lib/db/client";
import { prepared } from "@/lib/db/pg-transaction";
import type { StudyRole, StudyState } from "@/lib/generated/prisma/enums";
import { judgeKinds } from "@/lib/judges/judge";
import type { EpsilonRecord } from "@/lib/studies/describe-epsilon";
import { listGivenAway } from "@/lib/studies/given-away";
import type { LaunchCounts } from "@/lib/studies/launch-checks";
import type { StudyAccess } from "@/lib/studies/proof";

export type ListedStudy = {
  id: string;
  name: string;
  state: StudyState;
  isDemo: boolean;
  role: StudyRole;
  items: number;
  /** Primary labels that are stored, of those that are wanted: items with something to read x k. */
  labels: number;
  wanted: number;
  /** Labels that came with files. */
  imported: number;
  /** What this person has labeled here, if they are a rater. */
  ownLabels: number | null;
};

const studiesOfUser = prepared(`
  SELECT s.id, s.name, s.state::text AS state, s."isDemo", m.role::text AS role, coalesce(i.servable, 0) AS items,
    least(coalesce(j.labels, 0), coalesce(i.servable, 0) * s."labelsPerItem") AS labels,
    coalesce(i.servable, 0) * s."labelsPerItem" AS wanted, coalesce(j.imported, 0) AS imported, r."doneCount" AS "ownLabels"
  FROM "Membership" m JOIN "Study" s ON s.id = m."studyId"
  LEFT JOIN "Rater" r ON r."studyId" = s.id AND r."userId" = m."userId"
  LEFT JOIN LATERAL (${itemCountsSql("s.id")}) i ON m.role NOT IN ('RATER', 'ADJUDICATOR')
  LEFT JOIN LATERAL (${judgmentCountsSql("s.id")}) j ON m.role NOT IN ('RATER', 'ADJUDICATOR')
  WHERE m."userId" = $1
  ORDER BY s."createdAt" DESC, s.id`);

/** The studies in which somebody has a role, newest first, with their progress: large ones cost no more than small ones. */
export async function listStudies(userId: string): Promise<ListedStudy[]> {
  return (await pool.query<ListedStudy>(studiesOfUser(userId))).rows;
}

/** What the frame around a study's pages shows. A study that was deleted a moment ago is not found. */
export async function getStudyFrame({ studyId }: StudyAccess) {
  const select = { id: true, name: true, state: true, isDemo: true };
  return (await db.study.findUnique({ where: { id: studyId }, select })) ?? notFound();
}

export function getStudySettings({ studyId }: StudyAccess) {
  return db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      id: true,
      name: true,
      description: true,
      state: true,
      isDemo: true,
      labelsPerItem: true,
      leaseMinutes: true,
      itemsAhead: true,
      mostPerDay: true,
      policies: true,
      tieRule: true,
      countRepeats: true,
      contentWarning: true,
      seed: true,
    },
  });
}

/** What is on record of the study's epsilon. */
export async function getEpsilonRecord({ studyId }: StudyAccess): Promise<EpsilonRecord> {
  const [study, first] = await Promise.all([
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { epsilonSetAt: true, epsilonSetBy: true } }),
    db.judgment.findFirst({
      where: { studyId, rater: { kind: { in: judgeKinds } } },
      select: { createdAt: true },
      orderBy: { createdAt: "asc" },
    }),
  ]);
  return { setAt: study.epsilonSetAt, setBy: study.epsilonSetBy, firstJudgeLabelAt: first?.createdAt ?? null };
}

/** People whose labels will count: an owner who tries the labeling out is not waited for. */
const blindRaters = { origin: "APP", kind: "HUMAN", status: "ACTIVE", sawConditions: false } as const;

/** What stands in the way of opening, as counts; inside a transaction if one is given. */
export async function getLaunchFacts({ studyId }: StudyAccess, tx: Transaction = db): Promise<LaunchCounts> {
  const publishedVersions = await tx.protocolVersion.count({ where: { studyId, publishedAt: { not: null } } });
  const { _sum: kept } = await tx.itemCount.aggregate({ where: { studyId }, _sum: { items: true, servable: true } });
  const servableItems = kept.servable ?? 0;
  const reserved = await tx.item.count({ where: { studyId, isServable: true, reservedFor: { not: null } } });
  const otherItems = (kept.items ?? 0) - servableItems - reserved;
  const raters = await tx.rater.count({ where: { studyId, ...blindRaters } });
  const openInvitations = await tx.invitation.count({
    where: {
      studyId,
      role: "RATER",
      revokedAt: null,
      expiresAt: { gt: new Date() },
      uses: { lt: tx.invitation.fields.maxUses },
    },
  });
  return { publishedVersions, servableItems, otherItems, raters, openInvitations };
}

/** Names that tell a condition in what was loaded and not taken back. */
export async function findGivenAway({ studyId }: StudyAccess) {
  const files = await db.import.findMany({ where: { studyId, state: "DONE" }, select: { counts: true } });
  return listGivenAway(files.map(({ counts }) => counts));
}

/** What goes when a study is deleted, for the warning before it. */
export async function countStudyContents({ studyId }: StudyAccess) {
  const where = { studyId };
  const [{ items }, judgments, people, judges] = await Promise.all([
    countItems(pool, studyId),
    countJudgments(pool, studyId),
    db.membership.count({ where }),
    db.rater.count({ where: { studyId, kind: { in: judgeKinds } } }),
  ]);
  return { items, judgments, people, judges };
}

/** Demos that anybody may try, the oldest first: the landing page is theirs. */
export async function listOpenDemos() {
  const studies = await db.study.findMany({
    where: { isDemo: true, state: "OPEN" },
    select: {
      id: true,
      name: true,
      items: { where: { isServable: true }, select: { layout: true }, orderBy: { position: "asc" }, take: 1 },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 6,
  });
  const studyId = { in: studies.map(({ id }) => id) };
  const counts = await db.itemCount.groupBy({ by: ["studyId"], where: { studyId }, _sum: { servable: true } });
  const servable = new Map(counts.map((row) => [row.studyId, row._sum.servable]));
  return studies.map(({ id, name, items }) => ({
    id,
    name,
    items: servable.get(id) ?? 0,
    layout: items[0]?.layout ?? null,
  }));
}
