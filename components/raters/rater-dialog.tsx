"use client";

import { useState } from "react";
import { ResetLink } from "@/components/raters/reset-link";
import { WithdrawForm } from "@/components/raters/withdraw-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { countOf } from "@/lib/format-number";
import { changeRater, withdraw } from "@/lib/raters/actions";

export type ManagedRater = {
  id: string;
  pseudonym: string;
  status: "ACTIVE" | "PAUSED" | "WITHDRAWN";
  groupId: string | null;
  quota: number | null;
  judgments: number;
  /** Null where the asker may not know, and where nobody has an account (labels from a file). */
  user: { id: string; name: string; email: string; hasPassword: boolean } | null;
};

export type Powers = { studyId: string; mayWithdraw: boolean; mayResetPasswords: boolean };
type Group = { id: string; name: string };
type RaterDialogProps = { rater: ManagedRater; groups: readonly Group[]; powers: Powers };

function SettingsForm({
  rater,
  groups,
  studyId,
  onDone,
}: RaterDialogProps["powers"] & Omit<RaterDialogProps, "powers"> & { onDone: () => void }) {
  const { form, isPending, result, errors, problem } = useFormAction(changeRater, {
    onOk: ({ freed }) => freed === 0 && onDone(),
  });
  return (
    <form {...form} className="flex flex-col gap-5">
      <input type="hidden" name="studyId" value={studyId} />
      <input type="hidden" name="raterId" value={rater.id} />
      {problem && <Notice tone="danger">{problem}</Notice>}
      {result?.ok && result.value.freed > 0 && (
        <Notice>{`Saved. ${countOf(result.value.freed, "item")} that this rater held can go to others now.`}</Notice>
      )}
      <SelectField label="Group" name="groupId" defaultValue={rater.groupId ?? ""} error={errors.groupId}>
        <option value="">No group</option>
        {groups.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Quota"
        name="quota"
        type="number"
        min={1}
        defaultValue={rater.quota ?? ""}
        hint="Items this rater labels at most. Empty: as many as there are."
        error={errors.quota}
      />
      <SelectField
        label="Labeling"
        name="status"
        defaultValue={rater.status}
        hint="A paused rater gets no new items, and what they hold goes to others. What is on their screen is still saved."
      >
        <option value="ACTIVE">Goes on</option>
        <option value="PAUSED">Paused</option>
      </SelectField>
      <Button type="submit" tone="primary" disabled={isPending}>
        Save
      </Button>
    </form>
  );
}

/** Everything that can be done about one rater. */
export function RaterDialog({ rater, groups, powers }: RaterDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Dialog
      title={rater.pseudonym}
      description={rater.user ? `${rater.user.name}, ${rater.user.email}` : undefined}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" aria-label={`Manage ${rater.pseudonym}`}>
          Manage
        </Button>
      }
    >
      <SettingsForm rater={rater} groups={groups} {...powers} onDone={close} />
      {powers.mayResetPasswords && rater.user?.hasPassword && (
        <div className="mt-6 border-t pt-6">
          <ResetLink studyId={powers.studyId} userId={rater.user.id} />
        </div>
      )}
      {powers.mayWithdraw && (
        <details className="mt-6 border-t pt-6">
          <summary className="text-sm font-medium text-danger">Withdraw this rater</summary>
          <WithdrawForm
            action={withdraw}
            fields={{ studyId: powers.studyId, raterId: rater.id }}
            pseudonym={rater.pseudonym}
            judgments={rater.judgments}
            isSelf={false}
            onDone={close}
          />
        </details>
      )}
    </Dialog>
  );
}
