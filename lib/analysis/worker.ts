import { LRUCache } from "lru-cache";
import type { AnalysisKey, FiguresOf } from "@/lib/analysis/analyses";
import { type AnalysisJob, runJob } from "@/lib/analysis/analysis-job";
import { readLabelTable } from "@/lib/analysis/label-queries";
import type { LabelTable } from "@/lib/analysis/label-table";
import { StudyGone } from "@/lib/studies/study-gone";

/*
 * Runs in a thread of its own, so that labeling never waits for a bootstrap: it reads the labels over its own connection
 * and hands back a page's worth of numbers.
 */

const tables = new LRUCache<string, Promise<LabelTable>>({ max: 8 });

function tableOf({ studyId, fingerprint }: AnalysisJob): Promise<LabelTable> {
  const key = `${studyId} ${fingerprint}`;
  const known = tables.get(key);
  if (known) return known;
  // Another fingerprint of the same study is out of date and would only take room.
  for (const other of tables.keys()) if (other.startsWith(studyId)) tables.delete(other);
  const reading = readLabelTable({ studyId });
  tables.set(key, reading);
  reading.catch(() => tables.delete(key));
  return reading;
}

/** Reads the study's labels (once for all jobs on the same data) and runs the job. */
export async function analyse(job: AnalysisJob): Promise<FiguresOf<AnalysisKey> | null | "study gone"> {
  try {
    return runJob(await tableOf(job), job);
  } catch (error) {
    // An error that leaves a thread is no longer of its class.
    if (error instanceof StudyGone) return "study gone";
    throw error;
  }
}
