import { describeRule, describeTally } from "@/components/agreement/describe-agreement";
import { describeLeftOut, type HeadlineRule, type LeftOut } from "@/lib/analysis/headline";
import type { Tally } from "@/lib/analysis/tally";

type CountedNoteProps = {
  rule: HeadlineRule;
  leftOut: LeftOut;
  /** Left out where the page says it question by question. */
  tally?: Tally;
  personaVisibility: "SHOWN" | "HIDDEN" | "AFTER_ANSWER";
};

const visibilityWords = {
  SHOWN: "Raters saw the persona.",
  HIDDEN: "Raters did not see the persona.",
  AFTER_ANSWER: "Raters saw the persona after they had answered.",
};

/** What the figures of a page count and leave out, printed wherever they are. */
export function CountedNote({ rule, leftOut, tally, personaVisibility }: CountedNoteProps) {
  const noValues = tally && describeTally(tally);
  return (
    <p className="mb-6 max-w-[75ch] text-[13px] text-muted">
      {describeRule(rule)} {describeLeftOut(leftOut)}{" "}
      {noValues !== undefined &&
        `${noValues === "" ? "Every answer is a value." : `Answers that are no value and enter nothing: ${noValues}.`} `}
      {visibilityWords[personaVisibility]}
    </p>
  );
}
