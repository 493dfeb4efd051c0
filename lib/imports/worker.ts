import { type Cancellation, ImportCancelled } from "@/lib/imports/incoming-bytes";
import { previewImport } from "@/lib/imports/preview-import";
import { ProblemList } from "@/lib/imports/problem-list";
import { stageImport } from "@/lib/imports/stage-import";
import type { PreviewJob, StageJob, StageOutcome } from "@/lib/imports/thread-jobs";
import { beating, cancelled } from "@/lib/imports/thread-jobs";

/*
 * Runs in a thread of its own, so that nobody who labels waits for a file, whatever is in it. It stages rows over its own
 * connections; only what came of them goes back.
 */

const beatMs = 1000;

async function stage({ file, signals, ...job }: StageJob): Promise<StageOutcome> {
  const problems = new ProblemList();
  const signal: Cancellation = {
    get aborted() {
      return Atomics.load(signals, cancelled) !== 0;
    },
  };
  const timer = setInterval(() => Atomics.add(signals, beating, 1), beatMs);
  try {
    const staged = await stageImport({ ...job, problems, signal }, file);
    return { ...staged, problems: { kept: problems.kept, count: problems.count } };
  } catch (error) {
    if (error instanceof ImportCancelled) return "cancelled";
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** What the thread does with a job: a file is staged, or the beginning of one looked at. */
export const read = (job: StageJob | PreviewJob) =>
  job.kind === "stage" ? stage(job) : previewImport(job.asked, job.part, job.inStudy);
