import type { RaterKind } from "@/lib/generated/prisma/enums";
import type { JudgeNeed, NamedJudge } from "@/lib/judges/judge";

/** Where the labels of a judge come with a file. */
export const fileNeeds: readonly JudgeNeed[] = [
  { field: "judge", label: "Judge", hint: "Where the file does not name it: model and prompt version make a judge." },
];

type Told = { promptVersion?: string; modelFamily?: string; raterKind?: RaterKind };

/** A judge whose labels come with a file: what the file says of it, else what the mapping says. */
export const importedJudge = (rater: string, { promptVersion, modelFamily, raterKind }: Told): NamedJudge => ({
  rater,
  raterKind: raterKind ?? "JUDGE",
  origin: "IMPORTED",
  ...(promptVersion && { promptVersion }),
  ...(modelFamily && { modelFamily }),
});
