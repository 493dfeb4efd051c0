"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import type { FormAction } from "@/lib/form-action";
import { countOf } from "@/lib/format-number";

type WithdrawFormProps = {
  action: FormAction;
  fields: Readonly<Record<string, string>>;
  pseudonym: string;
  judgments: number;
  isSelf: boolean;
  /** When it is asked for, before it is done. */
  onTry?: () => void;
  onDone?: () => void;
};

/** What a withdrawal erases, in numbers; the pseudonym is typed to confirm. */
export function WithdrawForm({ action, fields, pseudonym, judgments, isSelf, onTry, onDone }: WithdrawFormProps) {
  const { form, isPending, errors, problem } = useFormAction(action, onDone ? { onOk: onDone } : {});
  const [whose, whom] = isSelf ? ["your", "you have"] : ["this person's", "they have"];
  return (
    <form {...form} onSubmitCapture={onTry} className="mt-4 flex flex-col gap-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="text-sm">
        This erases {countOf(judgments, "answered item")} with every text, {whose} role in the study, and the account if{" "}
        {whom} no other study. Items go back to the queue. A count and the pseudonym stay, tied to nobody. It cannot be
        undone, and files exported before still hold the labels.
      </p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <TextField label={`Type ${pseudonym} to confirm`} name="typed" autoComplete="off" required error={errors.typed} />
      <Button type="submit" tone="danger" disabled={isPending}>
        {isPending ? "Erasing" : `Erase ${countOf(judgments, "answered item")} and withdraw`}
      </Button>
    </form>
  );
}
