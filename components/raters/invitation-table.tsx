import { RevokeButton } from "@/components/raters/revoke-button";
import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Table, Td } from "@/components/ui/table";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { type InvitationState, invitationState } from "@/lib/invitations/invitation-state";
import { roleWords } from "@/lib/studies/role-words";

type Invitation = {
  id: string;
  role: StudyRole;
  note: string;
  uses: number;
  maxUses: number;
  expiresAt: Date;
  revokedAt: Date | null;
  group: { name: string } | null;
};

const words: Record<InvitationState, string> = { open: "Open", revoked: "Revoked", expired: "Expired", usedUp: "Used" };

/** Links that were made, newest first; the links themselves cannot be read again. */
export function InvitationTable({
  studyId,
  invitations,
  now,
}: {
  studyId: string;
  invitations: readonly Invitation[];
  now: Date;
}) {
  return (
    <Table
      columns={["For", "Role", { name: "Joined", numeric: true }, "Until", "State", { name: "Revoke", isHidden: true }]}
    >
      <tbody>
        {invitations.map((invitation) => {
          const state = invitationState(invitation, now);
          return (
            <tr key={invitation.id}>
              <Td className="max-w-64 min-w-32">{invitation.note || <span className="text-muted">No note</span>}</Td>
              <Td>
                {roleWords[invitation.role].name}
                {invitation.group && <span className="text-muted">, {invitation.group.name}</span>}
              </Td>
              <Td numeric>
                {invitation.uses} of {invitation.maxUses}
              </Td>
              <Td className="whitespace-nowrap">
                <Moment at={invitation.expiresAt} />
              </Td>
              <Td>
                <Badge tone={state === "open" ? "accent" : "plain"}>{words[state]}</Badge>
              </Td>
              <Td className="py-1.5 pr-0 text-right">
                {state === "open" && (
                  <RevokeButton studyId={studyId} invitationId={invitation.id} note={invitation.note} />
                )}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
