"use client";

import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import type { FormAction } from "@/lib/form-action";

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
  const say = useSay();
  const { form, isPending, errors, problem } = useFormAction(action, onDone ? { onOk: onDone } : {});
  return (
    <form {...form} onSubmitCapture={onTry} className="mt-4 flex flex-col gap-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="text-sm">
        {say(
          isSelf
            ? "This erases {count, plural, one {# answered item} other {# answered items}} with every text, your role in the study, and the account if you have no other study."
            : "This erases {count, plural, one {# answered item} other {# answered items}} with every text, this person's role in the study, and the account if they have no other study.",
          { count: judgments },
        )}{" "}
        {say(
          "Items go back to the queue. A count and the pseudonym stay, tied to nobody. It cannot be undone, and files exported before still hold the labels.",
        )}
      </p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <TextField
        label={say("Type {pseudonym} to confirm", { pseudonym })}
        name="typed"
        autoComplete="off"
        required
        error={errors.typed}
      />
      <Button type="submit" tone="danger" disabled={isPending}>
        {isPending
          ? say("Erasing")
          : say("Erase {count, plural, one {# answered item} other {# answered items}} and withdraw", {
              count: judgments,
            })}
      </Button>
    </form>
  );
}
