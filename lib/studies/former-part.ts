import { db } from "@/lib/db/client";
import { isUuid } from "@/lib/uuid";

/** What somebody was in a study that they cannot look at: a rater, one of the team, or someone whose role does not show the page. */
export type FormerPart = "rater" | "team" | "other-role";

/** The study that an address of this app leads into. */
export const studyOfPath = (path: string): string | null =>
  /^\/studies\/([0-9a-f-]{36})(?:[/?]|$)/.exec(path)?.[1] ?? null;

/** Null for strangers, for whom a study looks like none: only those who were in it are told so. */
export async function findFormerPart(studyId: string, userId: string): Promise<FormerPart | null> {
  if (!isUuid(studyId)) return null;
  const person = { studyId, userId };
  const [membership, sight, rater] = await Promise.all([
    db.membership.findUnique({ where: { studyId_userId: person }, select: { role: true } }),
    db.conditionSight.findUnique({ where: { studyId_userId: person }, select: { studyId: true } }),
    db.rater.findFirst({ where: person, select: { id: true } }),
  ]);
  if (membership) return "other-role";
  if (sight) return "team";
  return rater ? "rater" : null;
}
