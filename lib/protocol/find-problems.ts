import { type Protocol, protocolSchema } from "@/lib/protocol/schema";
import type { FieldErrors } from "@/lib/result";

/** What keeps a protocol from being saved: the first message of each field, by its path ("questions.1.points.0.label"). */
export function findProblems(protocol: Protocol): FieldErrors {
  const problems: Record<string, string> = {};
  for (const { path, message } of protocolSchema.safeParse(protocol).error?.issues ?? [])
    problems[path.join(".")] ??= message;
  return problems;
}
