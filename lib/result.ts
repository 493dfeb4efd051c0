/** Messages for a person, by the name of the field they belong to. */
export type FieldErrors = Readonly<Record<string, string>>;

/** An expected outcome. The unexpected is thrown. */
export type Result<T, Reason extends string = string> =
  | { ok: true; value: T }
  | { ok: false; reason: Reason; fieldErrors?: FieldErrors };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const fail = <Reason extends string>(reason: Reason, fieldErrors?: FieldErrors) =>
  ({ ok: false, reason, fieldErrors }) as const;
