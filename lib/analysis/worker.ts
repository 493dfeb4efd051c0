import { serialize } from "node:v8";
import { LRUCache } from "lru-cache";
import type { AnalysisKey, FiguresOf } from "@/lib/analysis/analyses";
import { type AnalysisJob, runJob } from "@/lib/analysis/analysis-job";
import { type SharedLabels, StudyLabels } from "@/lib/analysis/label-queries";
import type { ReadOutcome } from "@/lib/analysis/labels-in-memory";
import { StudyGone } from "@/lib/studies/study-gone";

/*
 * Runs in threads of their own, so that labeling never waits for a bootstrap: one reads labels over its own connection into memory that
 * all share, whichever is free computes, and hands back a page's worth of numbers.
 */

/** What of studies does not lie in shared memory (names, items, conditions), by what it weighs there: some three times that here. */
const frameBytes = 64 * 1024 * 1024;

const studies = new LRUCache<string, { labels: StudyLabels; bytes: number }>({
  maxSize: frameBytes,
  sizeCalculation: ({ bytes }) => Math.max(1, bytes),
});

const knownLabels = (studyId: string) => studies.get(studyId)?.labels ?? new StudyLabels(studyId);

function keep(studyId: string, labels: StudyLabels, { frame, book }: SharedLabels) {
  studies.set(studyId, { labels, bytes: frame.byteLength + book.byteLength });
}

/** Reads a study's labels: what is new since another thread has read them, or all. */
export async function readLabels(asked: { studyId: string; since: SharedLabels | null }): Promise<ReadOutcome> {
  const { studyId, since } = asked;
  const labels = since ? knownLabels(studyId) : new StudyLabels(studyId);
  studies.delete(studyId);
  try {
    if (since) labels.takeOver(since);
    await labels.read();
    const shared = labels.share();
    keep(studyId, labels, shared);
    return { labels: shared };
  } catch (error) {
    // An error that leaves a thread is no longer of its class.
    if (error instanceof StudyGone) return { studyIsGone: true };
    throw error;
  }
}

/** What comes of a job, and how much the figures weigh. */
export type JobOutcome = { figures: FiguresOf<AnalysisKey> | null; bytes: number };

/** Computes on labels that a thread has read. */
export function analyse({ job, shared }: { job: AnalysisJob; shared: SharedLabels }): JobOutcome {
  const labels = knownLabels(job.studyId);
  labels.takeOver(shared);
  keep(job.studyId, labels, shared);
  const figures = runJob(labels.getTable(), job);
  return { figures, bytes: serialize(figures).byteLength };
}
