import { createStore, delMany, entries, setMany, type UseStore } from "idb-keyval";
import { migrateKept } from "@/components/annotate/migrate-kept";
import type { OutboxEntry } from "@/components/annotate/outbox";
import { readStanding } from "@/components/annotate/signed-in-here";
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

/** A disk that does not answer counts as one that keeps nothing after this: a label is then sent without. */
const patienceMs = 5000;

/** The store, whose every use settles: a browser that refuses it throws at once, and some never answer. */
function patientStore(): UseStore {
  const store = createStore("persona-grata", "labeling");
  const start: UseStore = async (mode, use) => store(mode, use);
  return (mode, use) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("the device does not answer")), patienceMs);
    });
    return Promise.race([start(mode, use), tooLate]).finally(() => clearTimeout(timer));
  };
}

/** How many labels wait on this device, whoever gave them: asked where nobody is signed in. */
export async function countAllWaiting(): Promise<number> {
  const kept = await readAll(patientStore());
  return kept.filter(([name]) => name.startsWith("outbox/")).length;
}

/** IndexedDB, in rooms of their own per user and study: two people at one computer never send each other's labels. */
export function deviceRooms(userId: string): DeviceRooms {
  const store = patientStore();
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
    /** Somebody may sign out in another tab while this is written: asked before and after, so that nothing stays. */
    async function put(name: string, value: OutboxEntry | LocalDraft) {
      const refuse = () => Promise.reject(new Error("its person is not signed in on this device"));
      if (readStanding(userId) !== "here") return refuse();
      await setMany([[name, value]], store);
      if (readStanding(userId) === "here") return;
      await delMany([name], store);
      return refuse();
    }
    const remove = (kind: "outbox" | "draft", ids: readonly string[]) =>
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
