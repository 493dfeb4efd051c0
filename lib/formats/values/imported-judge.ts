import type { Mapping } from "@/lib/formats/contract/mapping";
import type { LabelRecord } from "@/lib/formats/contract/records";

export type ImportedRater = Pick<LabelRecord, "rater" | "raterKind" | "origin" | "promptVersion" | "modelFamily">;

/** A judge whose labels come with a file: what the file says of it, else what the mapping says. */
export const importedJudge = (rater: string, { promptVersion, modelFamily, raterKind }: Mapping): ImportedRater => ({
  rater,
  raterKind: raterKind ?? "JUDGE",
  origin: "IMPORTED",
  ...(promptVersion && { promptVersion }),
  ...(modelFamily && { modelFamily }),
});
