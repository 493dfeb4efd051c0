import { TextField } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/result";

export function NewPasswordField({ error, label = "Password" }: { error?: string; label?: string }) {
  return (
    <TextField
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={12}
      required
      hint="At least 12 characters. Four random words are easy to keep in mind."
      error={error}
    />
  );
}

/** What an account needs. */
export function AccountFields({ errors, emailHint }: { errors: FieldErrors; emailHint?: string }) {
  return (
    <>
      <TextField label="Name" name="name" autoComplete="name" required error={errors.name} />
      <TextField
        label="E-mail address"
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
