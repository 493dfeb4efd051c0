"use client";

import { useState } from "react";
import { ResetLink } from "@/components/raters/reset-link";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { changeRole, removeMember } from "@/lib/members/actions";
import { grantableRoles } from "@/lib/studies/permissions";
import { roleWords } from "@/lib/studies/role-words";

export type Member = { role: StudyRole; user: { id: string; name: string; email: string } };
type MemberDialogProps = { studyId: string; member: Member; mayResetPasswords: boolean };

function RoleForm({ studyId, member, onDone }: Omit<MemberDialogProps, "mayResetPasswords"> & { onDone: () => void }) {
  const { form, isPending, errors, problem } = useFormAction(changeRole, { onOk: onDone });
  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="studyId" value={studyId} />
      <input type="hidden" name="userId" value={member.user.id} />
      {problem && <Notice tone="danger">{problem}</Notice>}
      <SelectField
        label="Role"
        name="role"
        defaultValue={member.role}
        hint="Whoever once saw conditions or results stays out of the headline figures as a rater."
        error={errors.role}
      >
        {grantableRoles("OWNER").map((role) => (
          <option key={role} value={role}>
            {roleWords[role].name}: {roleWords[role].does}
          </option>
        ))}
      </SelectField>
      <Button type="submit" tone="primary" disabled={isPending}>
        Save
      </Button>
    </form>
  );
}

function RemoveForm({
  studyId,
  member,
  onDone,
}: Omit<MemberDialogProps, "mayResetPasswords"> & { onDone: () => void }) {
  const { form, isPending, problem } = useFormAction(removeMember, { onOk: onDone });
  return (
    <form {...form} className="flex flex-col items-start gap-2">
      <input type="hidden" name="studyId" value={studyId} />
      <input type="hidden" name="userId" value={member.user.id} />
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Button type="submit" tone="danger" disabled={isPending}>
        Remove from the study
      </Button>
      <p className="text-[13px] text-muted">The account stays. An invitation brings the person back.</p>
    </form>
  );
}

/** What an owner can do about a member of the team. */
export function MemberDialog({ studyId, member, mayResetPasswords }: MemberDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const trigger = (
    <Button size="small" aria-label={`Manage ${member.user.name}`}>
      Manage
    </Button>
  );
  return (
    <Dialog
      title={member.user.name}
      description={member.user.email}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={trigger}
    >
      <div className="flex flex-col gap-6">
        <RoleForm studyId={studyId} member={member} onDone={close} />
        {mayResetPasswords && (
          <div className="border-t pt-6">
            <ResetLink studyId={studyId} userId={member.user.id} />
          </div>
        )}
        <div className="border-t pt-6">
          <RemoveForm studyId={studyId} member={member} onDone={close} />
        </div>
      </div>
    </Dialog>
  );
}
