import { db, pool } from "@/lib/db/client";
import { readPolicies } from "@/lib/labeling/policies/policies";
import type { StudyAccess } from "@/lib/studies/proof";

/** What the ways in which a study gives out items lack before it can open, a sentence each. */
export async function findPolicyObstacles({ studyId }: StudyAccess): Promise<string[]> {
  const study = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { policies: true } });
  const found = await Promise.all(readPolicies(study.policies).map((policy) => policy.findObstacle(pool, studyId)));
  return found.filter((words) => words !== null);
}
