"use client";

import type { ReactNode } from "react";
import { AccountFields, NewPasswordField } from "@/components/auth/account-fields";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import type { FormAction } from "@/lib/form-action";

type TokenFormProps = {
  action: FormAction;
  token: string;
  submitLabel: string;
  /** `account`: a new person. `password`: somebody known. `nothing`: only the button. */
  asks: "account" | "password" | "nothing";
  emailHint?: string;
  children?: ReactNode;
};

/** What the holder of a one-time or invitation link fills in. Sending it is what spends the link. */
export function TokenForm({ action, token, submitLabel, asks, emailHint, children }: TokenFormProps) {
  const say = useSay();
  const { form, isPending, errors, problem } = useFormAction(action);
  return (
    <form {...form} className="flex flex-col gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <input type="hidden" name="token" value={token} />
      {asks === "account" && <AccountFields errors={errors} emailHint={emailHint} />}
      {asks === "password" && <NewPasswordField label={say("New password")} error={errors.password} />}
      {children}
      <Button type="submit" tone="primary" disabled={isPending}>
        {submitLabel}
      </Button>
    </form>
  );
}
