import type { z } from "zod";
import { Refusal } from "@/lib/refusal";

/** A command called wrongly: exit code 2. */
export class UsageError extends Refusal {}

/** What was typed, checked by the schema that forms use; throws a `UsageError` that names every field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, typed: unknown): z.output<Schema> {
  const checked = schema.safeParse(typed);
  if (checked.success) return checked.data;
  throw new UsageError(checked.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
}
