import type { StudyRole } from "@/lib/generated/prisma/enums";
import { can } from "@/lib/studies/permissions";

/** Where a study begins for a role: its results, the next item, the people in it; the list where there is no place yet. */
export function studyHome(studyId: string, role: StudyRole): string {
  const study = `/studies/${studyId}`;
  if (can(role, "view")) return study;
  if (can(role, "annotate")) return `${study}/annotate`;
  return can(role, "raters") ? `${study}/raters` : "/studies";
}

/** Where somebody lands who signs in: raters of one study go straight to work. */
export function signedInHome(memberships: readonly { studyId: string; role: StudyRole }[]): string {
  const [only, another] = memberships;
  return only && !another && only.role === "RATER" ? studyHome(only.studyId, only.role) : "/studies";
}
