import { createStore, delMany, entries, set } from "idb-keyval";
import type { OutboxEntry } from "@/components/annotate/outbox";
import type { AnswersInput } from "@/lib/protocol/schema";

/** An answer in progress. `isSaved` says whether the server has it as well. */
export type LocalDraft = {
  assignmentId: string;
  answers: AnswersInput;
  activeMs: number;
  /** When the item first appeared; ms since 1970. */
  startedAt: number;
  isSaved: boolean;
};

export type Kept = { entries: OutboxEntry[]; drafts: LocalDraft[] };

/** What one person has on this device for one study. Every write settles when it is on the disk, or throws. */
export type DeviceStorage = {
  load(): Promise<Kept>;
  putEntry(entry: OutboxEntry): Promise<void>;
  putDraft(draft: LocalDraft): Promise<void>;
  /** Of the outbox or of the drafts. */
  removeEntries(keys: readonly string[]): Promise<void>;
  removeDrafts(assignmentIds: readonly string[]): Promise<void>;
};

/** IndexedDB, in rooms of their own per user and study: two people at one computer never send each other's labels. */
export function deviceStorage(userId: string, studyId: string): DeviceStorage {
  const store = createStore("persona-grata", "labeling");
  const room = `${userId}/${studyId}`;
  const name = (kind: "outbox" | "draft", id: string) => `${kind}/${room}/${id}`;
  return {
    async load() {
      const all = await entries<string, OutboxEntry | LocalDraft>(store);
      const of = <T>(kind: "outbox" | "draft") =>
        all.filter(([key]) => key.startsWith(name(kind, ""))).map(([, value]) => value as T);
      return { entries: of<OutboxEntry>("outbox"), drafts: of<LocalDraft>("draft") };
    },
    putEntry: (entry) => set(name("outbox", entry.key), entry, store),
    putDraft: (draft) => set(name("draft", draft.assignmentId), draft, store),
    removeEntries: (keys) =>
      delMany(
        keys.map((key) => name("outbox", key)),
        store,
      ),
    removeDrafts: (ids) =>
      delMany(
        ids.map((id) => name("draft", id)),
        store,
      ),
  };
}
