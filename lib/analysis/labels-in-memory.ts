import { LRUCache } from "lru-cache";
import type { SharedLabels } from "@/lib/analysis/label-queries";

/** Labels that a thread has read, or that the study was deleted meanwhile. */
export type ReadOutcome = { labels: SharedLabels } | { studyIsGone: true };

/** Reads a study's labels in a thread: what is new since, or all of them. */
type Read = (asked: { studyId: string; since: SharedLabels | null }) => Promise<ReadOutcome>;

type Kept = { fingerprint: string; labels: SharedLabels };

/**
 * The labels of the studies that are looked at, in memory that all threads share, up to a sum of bytes. One thread at a time reads a
 * study, whichever it is; the others wait for it and compute on the same columns.
 */
export class LabelsInMemory {
  private readonly kept: LRUCache<string, Kept>;
  private readonly underway = new Map<string, { fingerprint: string; reading: Promise<ReadOutcome> }>();

  constructor(
    private readonly read: Read,
    { maxSize, ttl }: { maxSize: number; ttl: number },
  ) {
    this.kept = new LRUCache({ maxSize, ttl, sizeCalculation: ({ labels }) => labels.bytes });
  }

  /** As of the fingerprint, or later. */
  find(studyId: string, fingerprint: string): Promise<ReadOutcome> {
    const kept = this.kept.get(studyId);
    if (kept?.fingerprint === fingerprint) return Promise.resolve({ labels: kept.labels });
    const underway = this.underway.get(studyId);
    if (underway?.fingerprint === fingerprint) return underway.reading;
    const reading = this.readOn(studyId, fingerprint, underway?.reading);
    const entry = { fingerprint, reading };
    this.underway.set(studyId, entry);
    const end = () => {
      if (this.underway.get(studyId) === entry) this.underway.delete(studyId);
    };
    reading.then(end, end);
    return reading;
  }

  private async readOn(studyId: string, fingerprint: string, before: Promise<unknown> | undefined) {
    // One after the other: two that read at once would write to the same place.
    await before?.catch(() => undefined);
    const outcome = await this.read({ studyId, since: this.kept.get(studyId)?.labels ?? null });
    if ("labels" in outcome) this.kept.set(studyId, { fingerprint, labels: outcome.labels });
    else this.kept.delete(studyId);
    return outcome;
  }
}
