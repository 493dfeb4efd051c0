import type { Transaction } from "@/lib/db/client";
import { hasSeenConditions, recordSight } from "@/lib/raters/condition-sight";
import { drawPseudonym } from "@/lib/raters/pseudonym";
import type { Random } from "@/lib/stats/defined";

type Enrolment = {
  studyId: string;
  userId: string;
  kind?: "HUMAN" | "ADJUDICATOR";
  groupId?: string | null;
  sawConditions?: boolean;
};

/**
 * Makes a person a rater of a study under a random pseudonym, or finds the rater they already are there: whoever comes
 * back keeps their name and labels, and moves to the group of the new link if it names one. Once conditions were seen,
 * that stays, also where a withdrawal erased name and labels. Returns the rater's id.
 */
export async function enrolRater(
  tx: Transaction,
  { studyId, userId, kind = "HUMAN", groupId = null, sawConditions = false }: Enrolment,
  random: Random,
): Promise<string> {
  if (sawConditions) await recordSight(tx, { studyId, userId });
  const known = await tx.rater.findUnique({
    where: { studyId_userId: { studyId, userId } },
    select: { id: true, groupId: true },
  });
  if (known) {
    if (groupId && groupId !== known.groupId)
      await tx.rater.update({ where: { id: known.id }, data: { groupId }, select: { id: true } });
    return known.id;
  }
  const hasSeen = await hasSeenConditions(tx, { studyId, userId });
  // A name that somebody took, or the same person in another tab: the database skips the row and we look again.
  const [created] = await tx.rater.createManyAndReturn({
    data: [{ studyId, userId, kind, groupId, sawConditions: hasSeen, pseudonym: drawPseudonym(random) }],
    select: { id: true },
    skipDuplicates: true,
  });
  return created?.id ?? enrolRater(tx, { studyId, userId, kind, groupId, sawConditions }, random);
}
