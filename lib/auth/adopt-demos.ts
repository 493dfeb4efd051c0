import type { Transaction } from "@/lib/db/client";

/**
 * Makes somebody the owner of the demo studies, all or those named, where they have no role yet: whoever owns the
 * installation may look at their figures and delete them.
 */
export async function adoptDemos(tx: Transaction, userId: string, studyIds?: readonly string[]): Promise<void> {
  const where = { isDemo: true, ...(studyIds && { id: { in: [...studyIds] } }) };
  const studies = await tx.study.findMany({ where, select: { id: true } });
  await tx.membership.createMany({
    data: studies.map(({ id }) => ({ studyId: id, userId, role: "OWNER" as const })),
    skipDuplicates: true,
  });
}
