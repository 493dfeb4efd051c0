import type { InStudy, Part } from "@/lib/imports/preview-import";
import type { ProblemList } from "@/lib/imports/problem-list";
import type { StudyVersions } from "@/lib/imports/protocol-plan";
import type { Asked } from "@/lib/imports/reading-plan";
import type { StoredFile } from "@/lib/imports/spooled-file";
import type { Staged } from "@/lib/imports/stage-import";

/*
 * What goes to a reading thread and comes back. Beside that both sides share two numbers: one is set to cancel, the other
 * grows as long as the thread is alive.
 */

export const cancelled = 0;
export const beating = 1;

export const makeSignals = () => new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));

export type StageJob = {
  kind: "stage";
  importId: string;
  studyId: string;
  asked: Asked;
  versions: StudyVersions;
  file: StoredFile;
  signals: Int32Array;
};

export type PreviewJob = { kind: "preview"; asked: Asked; part: Part; inStudy: InStudy };

export type StageOutcome = (Staged & { problems: Pick<ProblemList, "kept" | "count"> }) | "cancelled";
