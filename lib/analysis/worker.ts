import { serialize } from "node:v8";
import { LRUCache } from "lru-cache";
import type { AnalysisKey, FiguresOf } from "@/lib/analysis/analyses";
import { type AnalysisJob, runJob } from "@/lib/analysis/analysis-job";
import { StudyLabels } from "@/lib/analysis/label-queries";
import type { LabelTable } from "@/lib/analysis/label-table";
import { StudyGone } from "@/lib/studies/study-gone";

/*
 * Runs in a thread of its own, so that labeling never waits for a bootstrap: it reads the labels over its own connection
 * and hands back a page's worth of numbers.
 */

type Study = { labels: StudyLabels; fingerprint: string; reading: Promise<LabelTable> };

const studies = new LRUCache<string, Study>({ max: 8 });

function tableOf({ studyId, fingerprint }: AnalysisJob): Promise<LabelTable> {
  const known = studies.get(studyId);
  if (known?.fingerprint === fingerprint) return known.reading;
  const labels = known?.labels ?? new StudyLabels(studyId);
  const reading = labels.read();
  studies.set(studyId, { labels, fingerprint, reading });
  reading.catch(() => studies.delete(studyId));
  return reading;
}

/** What comes of a job, and how much the figures weigh. */
export type JobOutcome = { figures: FiguresOf<AnalysisKey> | null; bytes: number } | { studyIsGone: true; bytes: 0 };

/** Reads the study's labels, or what is new of them (once for all jobs on the same data), and runs the job. */
export async function analyse(job: AnalysisJob): Promise<JobOutcome> {
  try {
    const figures = runJob(await tableOf(job), job);
    return { figures, bytes: serialize(figures).byteLength };
  } catch (error) {
    // An error that leaves a thread is no longer of its class.
    if (error instanceof StudyGone) return { studyIsGone: true, bytes: 0 };
    throw error;
  }
}
