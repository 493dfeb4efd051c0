import { createStore, delMany, entries, setMany, type UseStore } from "idb-keyval";
import { migrateKept } from "@/components/annotate/migrate-kept";
import type { OutboxEntry } from "@/components/annotate/outbox";
import type { AnswersInput } from "@/lib/protocol/schema";
import type { TextView } from "@/lib/reading/text-view";

/** An answer in progress. `isSaved` says whether the server has it as well. */
export type LocalDraft = {
  assignmentId: string;
  answers: AnswersInput;
  /** The views in which the texts were read so far; a draft from before they were kept has none. */
  views?: readonly TextView[];
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
  clear(): Promise<void>;
};

/** The same across all studies of a person. */
export type DeviceRooms = {
  /** Oldest first. */
  listEntries(): Promise<OutboxEntry[]>;
  room(studyId: string): DeviceStorage;
  clear(): Promise<void>;
};

type Stored = [name: string, value: OutboxEntry | LocalDraft];

/** Everything under a prefix; what an earlier version of the app kept is brought into the present form, whoever's it is. */
async function readAll(store: UseStore): Promise<Stored[]> {
  const all = await entries<string, OutboxEntry | LocalDraft>(store);
  const migrated = all.flatMap(([name, value]): Stored[] => {
    const inPresentForm = migrateKept(name, value);
    return inPresentForm ? [[name, inPresentForm]] : [];
  });
  if (migrated.length > 0) await setMany(migrated, store);
  const anew = new Map(migrated);
  return all.map(([name, value]) => [name, anew.get(name) ?? value]);
}

/** IndexedDB, in rooms of their own per user and study: two people at one computer never send each other's labels. */
export function deviceRooms(userId: string): DeviceRooms {
  const store = createStore("persona-grata", "labeling");
  const find = async (prefix: string) => (await readAll(store)).filter(([name]) => name.startsWith(prefix));
  const values = async <T>(prefix: string) => (await find(prefix)).map(([, value]) => value as T);
  async function clear(rest: string) {
    const found = [...(await find(`outbox/${rest}/`)), ...(await find(`draft/${rest}/`))];
    await delMany(
      found.map(([name]) => name),
      store,
    );
  }
  function room(studyId: string): DeviceStorage {
    const own = `${userId}/${studyId}`;
    // A browser that refuses storage throws where it is opened: `async` makes that a rejection like all others.
    const put = async (name: string, value: OutboxEntry | LocalDraft) => setMany([[name, value]], store);
    const remove = async (kind: "outbox" | "draft", ids: readonly string[]) =>
      delMany(
        ids.map((id) => `${kind}/${own}/${id}`),
        store,
      );
    return {
      load: async () => ({
        entries: await values<OutboxEntry>(`outbox/${own}/`),
        drafts: await values<LocalDraft>(`draft/${own}/`),
      }),
      putEntry: (entry) => put(`outbox/${own}/${entry.key}`, entry),
      putDraft: (draft) => put(`draft/${own}/${draft.assignmentId}`, draft),
      removeEntries: (keys) => remove("outbox", keys),
      removeDrafts: (ids) => remove("draft", ids),
      clear: () => clear(own),
    };
  }
  return {
    listEntries: async () => (await values<OutboxEntry>(`outbox/${userId}/`)).sort((a, b) => a.createdAt - b.createdAt),
    room,
    clear: () => clear(userId),
  };
}
