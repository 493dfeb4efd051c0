import type { DeviceRooms, DeviceStorage } from "@/components/annotate/device-storage";
import type { LabelingApi } from "@/components/annotate/labeling-api";
import { isEnded, type OutboxEntry, type OutboxHold } from "@/components/annotate/outbox";
import { sendEntry } from "@/components/annotate/send-entry";
import type { AnnotateError } from "@/lib/labeling/contract";

/** What waits on this device of one person, as far as it was looked at. */
export type Carried = Readonly<{
  /** Not stored yet, in the order answered; what a labeling tab is sending itself is among them. */
  waiting: readonly OutboxEntry[];
  /** What the server did not take: the person has to see to it. */
  refused: readonly OutboxEntry[];
  /** Of what waits, the labels of studies in which this person is a rater no more: nobody takes them as things stand. */
  barred: readonly OutboxEntry[];
  /** The last attempt reached no server, or nobody is signed in. */
  isStuck: boolean;
}>;

export const nothingCarried: Carried = { waiting: [], refused: [], barred: [], isStuck: false };

type Given = {
  rooms: DeviceRooms;
  apiOf: (studyId: string) => LabelingApi;
  now: () => number;
  /** Does the work unless a tab labels that study. */
  whileNoTab: (studyId: string, work: () => Promise<void>) => Promise<boolean>;
  onChange: (carried: Carried) => void;
};

/** Entries that may be sent: not refused, and with none of the same item refused before them. */
function listSendable(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const blocked = new Set<string>();
  return entries.filter(({ body, refusal }) => {
    if (refusal) blocked.add(body.assignmentId);
    return !blocked.has(body.assignmentId);
  });
}

/** Unless it is gone meanwhile: whoever signed out or decided about it has left nothing behind. */
async function markRefused(storage: DeviceStorage, entry: OutboxEntry, refusal: AnnotateError) {
  const isStillThere = (await storage.load()).entries.some(({ key }) => key === entry.key);
  if (isStillThere) await storage.putEntry({ ...entry, refusal });
}

const nothingBeside = { holds: [], knows: [], want: 0 as const };

/**
 * Sends from any page what waits on this device, in whatever study: a label does not depend on its study's page being
 * opened again. It reserves no items.
 */
export function outboxCarrier({ rooms, apiOf, now, whileNoTab, onChange }: Given) {
  let isStuck = false;
  let removedFrom = new Set<string>();
  let running: Promise<number> | null = null;

  /** Returns how many are not stored. */
  async function tell(): Promise<number> {
    const entries = await rooms.listEntries();
    const waiting = entries.filter(({ refusal }) => !refusal);
    const refused = entries.filter(({ refusal }) => refusal);
    const barred = waiting.filter(({ studyId }) => removedFrom.has(studyId));
    onChange({ waiting, refused, barred, isStuck: isStuck && waiting.length > 0 });
    return entries.length;
  }

  /** Returns why no more can be sent now, or null when all of this study was looked at. */
  async function sendStudy(studyId: string): Promise<OutboxHold | "cut-off" | null> {
    const storage = rooms.room(studyId);
    const api = apiOf(studyId);
    const inOrder = (await storage.load()).entries.sort((a, b) => a.createdAt - b.createdAt);
    for (const entry of listSendable(inOrder)) {
      const sent = await sendEntry(entry, { api, now }, nothingBeside);
      if (sent.kind === "stored") await storage.removeEntries([entry.key]);
      else if (sent.kind === "refused") await markRefused(storage, entry, sent.refusal);
      else if (sent.kind === "failed" && !sent.isAlone) return "cut-off";
      else if (sent.kind === "held") {
        if (isEnded(sent.hold)) await storage.clear();
        return sent.hold;
      }
      await tell();
    }
    return null;
  }

  async function run() {
    const studies = new Set(listSendable(await rooms.listEntries()).map(({ studyId }) => studyId));
    isStuck = false;
    removedFrom = new Set();
    for (const studyId of studies) {
      await whileNoTab(studyId, async () => {
        const stop = await sendStudy(studyId);
        if (stop === "removed") removedFrom.add(studyId);
        if (stop === "cut-off" || (stop !== null && !isEnded(stop))) isStuck = true;
      });
    }
    return tell();
  }

  return {
    /** Sends what can be sent now, one attempt at a time; settles with how many are not stored after that. */
    carry(): Promise<number> {
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
    /** The person gives up what nobody takes. */
    async discardBarred() {
      for (const studyId of removedFrom) await rooms.room(studyId).clear();
      await tell();
    },
    /** At the end of a session on this device: nothing of the person stays. */
    async clear() {
      await rooms.clear();
      await tell();
    },
  };
}
