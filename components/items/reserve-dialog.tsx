"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { reservations, reservationWords } from "@/lib/gold/reservation-words";
import { reserveItems } from "@/lib/items/actions";

type ReserveDialogProps = { studyId: string; names: readonly string[]; initial: string; label: string };

/** What items are kept for: training, a test, hidden gold, or the work like all others. */
export function ReserveDialog({ studyId, names, initial, label }: ReserveDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const { form, isPending, errors, problem } = useFormAction(reserveItems, { onOk: () => setOpen(false) });
  return (
    <Dialog
      title="What items are for"
      description="Items whose right answer is known may be kept for training, for a test before the work, or as hidden gold. They take none of the labels that the study wants and never count."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>{label}</Button>}
    >
      <form {...form} className="flex flex-col gap-5">
        <input type="hidden" name="studyId" value={studyId} />
        {problem && <Notice tone="danger">{problem}</Notice>}
        <SelectField label="Kept for" name="reservedFor" defaultValue={initial}>
          {reservations.map((key) => (
            <option key={key} value={key}>{`${reservationWords[key].name}: ${reservationWords[key].about}`}</option>
          ))}
          <option value="">The work, like all others</option>
        </SelectField>
        <TextArea
          label="Items"
          name="items"
          rows={6}
          defaultValue={names.join("\n")}
          hint="The name of an item as the list has it, one a line. Items with labels stay what they are."
          error={errors.items}
        />
        <Button type="submit" tone="primary" disabled={isPending}>
          Save
        </Button>
      </form>
    </Dialog>
  );
}
