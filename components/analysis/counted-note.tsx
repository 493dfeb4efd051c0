import { describeRule, describeTally } from "@/lib/analysis/agreement/describe";
import type { Tally } from "@/lib/analysis/tally";
import { describeErased, describeLeftOut, type HeadlineRule, type LeftOut } from "@/lib/counting/headline";
import { countOf } from "@/lib/format-number";

type CountedNoteProps = {
  rule: HeadlineRule;
  leftOut: LeftOut;
  /** Left out where the page says it question by question. */
  tally?: Tally;
  personaVisibility: "SHOWN" | "HIDDEN" | "AFTER_ANSWER";
  /** People's labels that enter, how many of them came in a file, and how many of the study were erased. */
  counts: { labels: number; imported: number; erased: number };
};

const visibilityWords = {
  SHOWN: "Raters saw the persona.",
  HIDDEN: "Raters did not see the persona.",
  AFTER_ANSWER: "Raters saw the persona after they had answered.",
};

/** What raters saw here; of labels from a file nobody knows. */
function describeSight(
  personaVisibility: CountedNoteProps["personaVisibility"],
  { labels, imported }: Pick<CountedNoteProps["counts"], "labels" | "imported">,
): string {
  const own = labels > imported || imported === 0 ? visibilityWords[personaVisibility] : "";
  const foreign = `${countOf(imported, "label was", "labels were")} imported: what those raters saw is not recorded.`;
  return [own, imported > 0 && foreign].filter(Boolean).join(" ");
}

/** What the figures of a page count and leave out, printed wherever they are. */
export function CountedNote({ rule, leftOut, tally, personaVisibility, counts }: CountedNoteProps) {
  const noValues = tally && describeTally(tally);
  return (
    <p className="mb-6 max-w-[75ch] text-[13px] text-muted">
      {describeRule(rule)} {describeLeftOut(leftOut)} {describeErased(counts.erased)}{" "}
      {noValues !== undefined &&
        `${noValues === "" ? "Every answer is a value." : `Answers that are no value and enter nothing: ${noValues}.`} `}
      {describeSight(personaVisibility, counts)}
    </p>
  );
}
