"use client";

import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { signIn } from "@/lib/auth/actions";

/** `next`: where to go afterwards. */
export function SignInForm({ next }: { next: string | null }) {
  const say = useSay();
  const { form, isPending, errors, problem } = useFormAction(signIn);
  return (
    <form {...form} className="flex flex-col gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      {next && <input type="hidden" name="next" value={next} />}
      <TextField
        label={say("E-mail address")}
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        required
        error={errors.email}
      />
      <TextField
        label={say("Password")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={errors.password}
      />
      <Button type="submit" tone="primary" disabled={isPending}>
        {isPending ? say("Signing in") : say("Sign in")}
      </Button>
    </form>
  );
}
