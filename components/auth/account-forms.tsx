"use client";

import { useState } from "react";
import { NewPasswordField } from "@/components/auth/account-fields";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { changeName, changePassword } from "@/lib/auth/actions";

export function NameForm({ name }: { name: string }) {
  const say = useSay();
  const { form, isPending, result, errors } = useFormAction(changeName);
  return (
    <form {...form} className="flex max-w-md items-start gap-2">
      <TextField
        label={say("Name")}
        hideLabel
        name="name"
        autoComplete="name"
        defaultValue={name}
        error={errors.name}
        className="grow"
      />
      <Button type="submit" disabled={isPending}>
        {say("Save")}
      </Button>
      <span role="status" className="self-center text-sm text-muted">
        {result?.ok && say("Saved")}
      </span>
    </form>
  );
}

export function PasswordForm() {
  const say = useSay();
  const [changes, setChanges] = useState(0);
  const { form, isPending, result, errors, problem } = useFormAction(changePassword, {
    onOk: () => setChanges(changes + 1),
  });
  return (
    <form key={changes} {...form} className="flex max-w-md flex-col gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      {result?.ok && <Notice>{say("Your password is changed.")}</Notice>}
      <TextField
        label={say("Current password")}
        name="current"
        type="password"
        autoComplete="current-password"
        error={errors.current}
      />
      <NewPasswordField label={say("New password")} error={errors.password} />
      <div>
        <Button type="submit" disabled={isPending}>
          {say("Change password")}
        </Button>
      </div>
    </form>
  );
}
