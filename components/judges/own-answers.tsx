import type { ClassFigures } from "@/lib/measure/class-figures";
import { describeOwnAnswers } from "@/lib/measure/describe-own-answers";

/** What a judge says that no person says, before it stands as a class; nothing where there is nothing. */
export function OwnAnswers({ classes, judge }: { classes: readonly ClassFigures[]; judge: string }) {
  const said = describeOwnAnswers(classes, judge);
  return said === "" ? null : <p className="mb-3 max-w-[75ch] text-sm">{said}</p>;
}
