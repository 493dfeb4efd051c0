import { createHash } from "node:crypto";
import type { AnswersInput } from "@/lib/protocol/schema";
import { itemTarget } from "@/lib/questions/targets";

/** The same for the same content, whatever the order of the keys in it. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]);
}

/**
 * Answers about the item alone stand without their target, as every answer did once: the retry of a label that was stored
 * then is the same label.
 */
const withoutTarget = (targets: AnswersInput[string]): unknown => {
  const { [itemTarget]: ofItem, ...others } = targets;
  return ofItem && Object.keys(others).length === 0 ? ofItem : targets;
};

/** SHA-256 of what an idempotency key stands for. Times are left out: a retry may have measured a little more. */
export function hashBody(assignmentId: string, answers: AnswersInput): string {
  const bare = Object.fromEntries(Object.entries(answers).map(([key, targets]) => [key, withoutTarget(targets)]));
  return createHash("sha256")
    .update(JSON.stringify([assignmentId, canonical(bare)]))
    .digest("hex");
}
