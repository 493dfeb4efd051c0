import { hashToken } from "@/lib/auth/token-text";
import { db } from "@/lib/db/client";
import type { StudyAccess } from "@/lib/studies/proof";

/** For the list of those who manage people, newest first. */
export function listInvitations({ studyId }: StudyAccess) {
  return db.invitation.findMany({
    where: { studyId },
    select: {
      id: true,
      role: true,
      note: true,
      uses: true,
      maxUses: true,
      expiresAt: true,
      revokedAt: true,
      createdAt: true,
      group: { select: { name: true } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 200,
  });
}

/** What the holder of a link is shown before accepting. Reading it spends nothing. Null for an unknown link. */
export function findInvitation(token: string) {
  return db.invitation.findUnique({
    where: { hash: hashToken(token) },
    select: {
      role: true,
      uses: true,
      maxUses: true,
      expiresAt: true,
      revokedAt: true,
      study: { select: { id: true, name: true, contentWarning: true, state: true } },
    },
  });
}
