"use client";

import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { issueResetLink } from "@/lib/members/actions";

/** Makes a link to set a new password, shown once. */
export function ResetLink({ studyId, userId }: { studyId: string; userId: string }) {
  const { form, isPending, result, problem } = useFormAction(issueResetLink);
  if (result?.ok)
    return (
      <CopyField
        label="Link to set a new password"
        value={new URL(result.value.path, location.origin).href}
        hint="Shown only now. It works once, for 24 hours, and ends older links. Send it to this person alone."
      />
    );
  return (
    <form {...form} className="flex flex-col items-start gap-2">
      <input type="hidden" name="studyId" value={studyId} />
      <input type="hidden" name="userId" value={userId} />
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Button type="submit" disabled={isPending}>
        Make a password link
      </Button>
      <p className="text-[13px] text-muted">
        For somebody who forgot their password. The old one works until the link is used.
      </p>
    </form>
  );
}
