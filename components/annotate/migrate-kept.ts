import type { LocalDraft } from "@/components/annotate/device-storage";
import type { OutboxEntry } from "@/components/annotate/outbox";
import { addressAnswers } from "@/lib/questions/answers";

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** With answers by question alone, from before they had targets, in the present form. */
const readdress = (holder: Record<string, unknown>) =>
  "answers" in holder ? { ...holder, answers: addressAnswers(holder.answers) } : holder;

/** As kept with the item's texts and without its study. What it edited is not known, so it edits nothing: the server then tells of a conflict, and the person decides. */
function migrateWithTexts(name: string, value: Record<string, unknown>) {
  const [, , studyId = ""] = name.split("/");
  const { item: _, protocol: __, isEdit: ___, body, ...rest } = value;
  const edits = value.kind === "submit" && isRecord(body) && !("edits" in body) ? { edits: null } : {};
  return { ...rest, studyId, body: { ...(isRecord(body) ? body : {}), ...edits } };
}

function migrateEntry(name: string, value: Record<string, unknown>) {
  const entry = "item" in value || !("studyId" in value) ? migrateWithTexts(name, value) : value;
  return isRecord(entry.body) ? { ...entry, body: readdress(entry.body) } : entry;
}

/**
 * A label on its way, or an answer in progress, as an earlier version of the app kept it, in the present form; null where
 * it is in that form. `name` begins with outbox or draft and goes on with user, study and key.
 */
export function migrateKept(name: string, value: unknown): OutboxEntry | LocalDraft | null {
  if (!isRecord(value)) return null;
  const migrated = name.startsWith("outbox/") ? migrateEntry(name, value) : readdress(value);
  return isSame(migrated, value) ? null : (migrated as OutboxEntry | LocalDraft);
}
