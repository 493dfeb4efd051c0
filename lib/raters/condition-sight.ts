import type { Transaction } from "@/lib/db/client";

type Person = { studyId: string; userId: string };

/**
 * Keeps on record that somebody has seen conditions or results: of the person and the study, so that it outlives their
 * labels. A rater that they are already is marked with it.
 */
export async function recordSight(tx: Transaction, { studyId, userId }: Person): Promise<void> {
  await tx.conditionSight.createMany({ data: [{ studyId, userId }], skipDuplicates: true });
  await tx.rater.updateMany({ where: { studyId, userId, sawConditions: false }, data: { sawConditions: true } });
}

export async function hasSeenConditions(tx: Transaction, { studyId, userId }: Person): Promise<boolean> {
  return (await tx.conditionSight.count({ where: { studyId, userId } })) > 0;
}
