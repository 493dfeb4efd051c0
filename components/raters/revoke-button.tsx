"use client";

import { Button } from "@/components/ui/button";
import { useFormAction } from "@/components/ui/use-form-action";
import { revokeInvitation } from "@/lib/invitations/actions";

/** Ends a link at once; whoever joined by it stays. */
export function RevokeButton({ studyId, invitationId, note }: { studyId: string; invitationId: string; note: string }) {
  const { form, isPending } = useFormAction(revokeInvitation);
  return (
    <form {...form}>
      <input type="hidden" name="studyId" value={studyId} />
      <input type="hidden" name="invitationId" value={invitationId} />
      <Button
        type="submit"
        size="small"
        disabled={isPending}
        aria-label={note ? `Revoke the invitation for ${note}` : "Revoke this invitation"}
      >
        Revoke
      </Button>
    </form>
  );
}
