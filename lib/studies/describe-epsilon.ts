import type { StudyRole } from "@/lib/generated/prisma/enums";
import { roleWords } from "@/lib/studies/role-words";

/** When epsilon was chosen, and when the first label of a judge came: null where neither happened. */
export type EpsilonRecord = { setAt: Date | null; setBy: StudyRole | null; firstJudgeLabelAt: Date | null };

const day = (date: Date) =>
  date.toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Whether epsilon was fixed before anybody could look at a judge. */
export function describeEpsilon({ setAt, setBy, firstJudgeLabelAt }: EpsilonRecord): string {
  if (!setAt) return "the default, chosen by nobody";
  const who = setBy ? ` by ${roleWords[setBy].name.toLowerCase()}` : "";
  const when = !firstJudgeLabelAt || setAt <= firstJudgeLabelAt ? "before" : "after";
  return `set on ${day(setAt)}${who}, ${when} the first label of a judge`;
}
