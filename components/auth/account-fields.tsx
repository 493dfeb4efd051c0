import { useSay } from "@/components/language/speak";
import { TextField } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/result";

export function NewPasswordField({ error, label }: { error?: string; label?: string }) {
  const say = useSay();
  return (
    <TextField
      label={label ?? say("Password")}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={12}
      required
      hint={say("At least 12 characters. Four random words are easy to keep in mind.")}
      error={error}
    />
  );
}

/** What an account needs. */
export function AccountFields({ errors, emailHint }: { errors: FieldErrors; emailHint?: string }) {
  const say = useSay();
  return (
    <>
      <TextField label={say("Name")} name="name" autoComplete="name" required error={errors.name} />
      <TextField
        label={say("E-mail address")}
        name="email"
        type="email"
        autoComplete="username"
        required
        hint={emailHint}
        error={errors.email}
      />
      <NewPasswordField error={errors.password} />
    </>
  );
}
