import type { RaterKind } from "@/lib/generated/prisma/enums";
import type { JudgeNeed, NamedJudge } from "@/lib/judges/judge";

/** What a source of labels, and whoever loads it, say of a judge. */
type Told = { promptVersion?: string; modelFamily?: string; raterKind?: RaterKind };

/** Everything that the house asks of a way in which a judge's labels come. Its labels are records, whatever brings them. */
export type JudgeWay<Key extends string = string> = {
  key: Key;
  /** What somebody is asked where the source itself does not tell it. */
  needs: readonly JudgeNeed[];
  /** Who the judge is whose labels come this way. */
  nameJudge: (rater: string, told: Told) => NamedJudge;
};
