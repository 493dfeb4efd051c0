import { db } from "@/lib/db/client";
import type { StudyAccess } from "@/lib/studies/proof";

/** Those with a role other than rater, by name. For whoever may know who is who. */
export function listTeam({ studyId }: StudyAccess) {
  return db.membership.findMany({
    where: { studyId, role: { not: "RATER" } },
    select: { role: true, user: { select: { id: true, name: true, email: true } } },
    orderBy: [{ role: "asc" }, { user: { name: "asc" } }, { userId: "asc" }],
  });
}
