"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { createInvitation } from "@/lib/invitations/actions";
import { roleWords } from "@/lib/studies/role-words";

type InviteProps = { studyId: string; roles: readonly StudyRole[]; groups: readonly { id: string; name: string }[] };

function RoleField({
  roles,
  error,
  onChange,
}: {
  roles: readonly StudyRole[];
  error?: string;
  onChange: (role: string) => void;
}) {
  const [role, setRole] = useState<StudyRole>(roles[0] ?? "RATER");
  return (
    <SelectField
      label="Role"
      name="role"
      value={role}
      onChange={(event) => {
        setRole(event.target.value as StudyRole);
        onChange(event.target.value);
      }}
      hint={`${roleWords[role].does}.`}
      error={error}
    >
      {roles.map((value) => (
        <option key={value} value={value}>
          {roleWords[value].name}
        </option>
      ))}
    </SelectField>
  );
}

function InviteForm({ studyId, roles, groups, onMade }: InviteProps & { onMade: (path: string) => void }) {
  const [role, setRole] = useState<string>(roles[0] ?? "RATER");
  const { form, isPending, errors, problem } = useFormAction(createInvitation, { onOk: ({ path }) => onMade(path) });
  return (
    <form {...form} className="flex flex-col gap-5">
      <input type="hidden" name="studyId" value={studyId} />
      {problem && <Notice tone="danger">{problem}</Notice>}
      <RoleField roles={roles} error={errors.role} onChange={setRole} />
      {role === "RATER" ? (
        <SelectField label="Rater group" name="groupId" defaultValue="" error={errors.groupId}>
          <option value="">No group</option>
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : (
        <input type="hidden" name="groupId" value="" />
      )}
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="How many people"
          name="maxUses"
          type="number"
          min={1}
          max={1000}
          defaultValue={1}
          required
          error={errors.maxUses}
        />
        <TextField
          label="Days it works"
          name="expiresInDays"
          type="number"
          min={1}
          max={365}
          defaultValue={14}
          required
          error={errors.expiresInDays}
        />
      </div>
      <TextField
        label="Note to yourself"
        name="note"
        maxLength={200}
        hint="Whom it is for. The invited person does not see it."
        error={errors.note}
      />
      <Button type="submit" tone="primary" disabled={isPending}>
        Make the link
      </Button>
    </form>
  );
}

/** Makes an invitation link and shows it once. */
export function InviteDialog(props: InviteProps) {
  const [path, setPath] = useState<string | null>(null);
  const trigger = (
    <Button tone="primary">
      <UserPlus aria-hidden />
      Invite people
    </Button>
  );
  return (
    <Dialog
      title={path ? "Invitation link" : "Invite people"}
      trigger={trigger}
      onOpenChange={(isOpen) => isOpen && setPath(null)}
    >
      {path ? (
        <CopyField
          label="Send this link"
          value={new URL(path, location.origin).href}
          hint="Shown only now: it is not stored in a readable form. Opening it spends nothing, joining does."
        />
      ) : (
        <InviteForm {...props} onMade={setPath} />
      )}
    </Dialog>
  );
}
