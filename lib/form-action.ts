import type { z } from "zod";
import { failureSentences, findFailure } from "@/lib/failure";
import { log } from "@/lib/log/log";
import { type FieldErrors, fail, type Result } from "@/lib/result";
import { storableText } from "@/lib/storable-text";

/** What a form calls: the outcome of the last time, and what was filled in. */
export type FormAction<T = unknown> = (previous: unknown, form: FormData) => Promise<Result<T>>;

/** The first message of each field, by the field's name. */
function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[path.join(".")] ??= message;
  return errors;
}

/** Where disk or database failed: an outcome for the form, so that what was filled in stays. Throws every other error on. */
export function failInWords(error: unknown): Result<never> {
  const kind = findFailure(error);
  if (!kind) throw error;
  log.error("request failed", { kind, error });
  return fail(failureSentences[kind]);
}

/** An action behind a form: the schema checks the fields, `run` gets values it can trust to have their shape. */
export function formAction<Schema extends z.ZodType, T>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Result<T>>,
): FormAction<T> {
  return async (_previous, form) => {
    const fields = [...form].map(([name, value]) => [name, typeof value === "string" ? storableText(value) : value]);
    const input = schema.safeParse(Object.fromEntries(fields));
    if (!input.success) return fail("Mend the marked fields", fieldErrors(input.error));
    return run(input.data).catch(failInWords);
  };
}
