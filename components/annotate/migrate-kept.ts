import type { OutboxEntry } from "@/components/annotate/outbox";

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * An entry as an earlier version of the app kept it, with the item's texts and without its study, in the present form;
 * null where it is in that form. What it edited is not known, so it edits nothing: the server then tells of a conflict,
 * and the person decides. `name` ends in user, study and key.
 */
export function migrateKept(name: string, value: unknown): OutboxEntry | null {
  if (!isRecord(value) || (!("item" in value) && "studyId" in value)) return null;
  const [, , studyId = ""] = name.split("/");
  const { item: _, protocol: __, isEdit: ___, body, ...rest } = value;
  const edits = value.kind === "submit" && isRecord(body) && !("edits" in body) ? { edits: null } : {};
  return { ...rest, studyId, body: { ...(isRecord(body) ? body : {}), ...edits } } as OutboxEntry;
}
