type Invitation = { uses: number; maxUses: number; expiresAt: Date; revokedAt: Date | null };

export type InvitationState = "open" | "revoked" | "expired" | "usedUp";

/** Whether an invitation still lets somebody in, and if not, why: what a person decided comes before what time did. */
export function invitationState({ uses, maxUses, expiresAt, revokedAt }: Invitation, now: Date): InvitationState {
  if (revokedAt) return "revoked";
  if (uses >= maxUses) return "usedUp";
  return expiresAt <= now ? "expired" : "open";
}

/** For whoever holds the link. */
export const closedWords: Record<Exclude<InvitationState, "open">, string> = {
  revoked: "This invitation was withdrawn. Ask whoever sent it to you for a new one",
  usedUp: "This invitation has been used as often as it allows. Ask whoever sent it to you for a new one",
  expired: "This invitation has expired. Ask whoever sent it to you for a new one",
};

export const unknownInvitation = "This link is not known here. Copy it whole, as it was sent to you";
