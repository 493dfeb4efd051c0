import { createHash } from "node:crypto";

/** The same for the same content, whatever the order of the keys in it. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]);
}

/** SHA-256 of what an idempotency key stands for. Times are left out: a retry may have measured a little more. */
export const hashBody = (assignmentId: string, answers: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify([assignmentId, canonical(answers)]))
    .digest("hex");
