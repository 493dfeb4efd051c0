import { CountedNote } from "@/components/analysis/counted-note";
import { ConsistencyTable } from "@/components/judges/consistency-table";
import { JudgeChart } from "@/components/judges/judge-chart";
import { JudgeDetails } from "@/components/judges/judge-details";
import { JudgeTable } from "@/components/judges/judge-table";
import { StandInChart } from "@/components/judges/stand-in-chart";
import { TruthChart } from "@/components/judges/truth-chart";
import { TruthTable } from "@/components/judges/truth-table";
import { VerdictList } from "@/components/judges/verdict-list";
import { Empty } from "@/components/ui/notice";
import { Section } from "@/components/ui/page-header";
import { describeJudgesLeftOut, describeTies } from "@/lib/analysis/judges/describe";
import { describePanel } from "@/lib/analysis/judges/describe-panel";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import { listTuningLines } from "@/lib/analysis/judges/tuning";
import { listKinLines } from "@/lib/judges/model-family";

type JudgeSectionsProps = {
  figures: JudgeFigures;
  personaVisibility: "SHOWN" | "HIDDEN" | "AFTER_ANSWER";
  chosenId: string;
  /** Whether epsilon was fixed beforehand, in words. */
  epsilonRecord: string;
  /** Where it is said what a judge has to show; null for whoever may not say it. */
  termsHref: string | null;
  hrefs: Readonly<Record<string, string>>;
};

/** Everything about the judges of one question. */
export function JudgeSections({ figures, personaVisibility, chosenId, epsilonRecord, ...links }: JudgeSectionsProps) {
  const { termsHref, hrefs } = links;
  const { rows, rule, leftOut, judgesLeftOut, tally, counts, ties, isDecisive } = figures;
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0];
  const hasTruth = rows.some(({ truth }) => truth !== null);
  return (
    <>
      <CountedNote rule={rule} leftOut={leftOut} tally={tally} personaVisibility={personaVisibility} counts={counts} />
      {listTuningLines(figures.tuning).map((line) => (
        <p key={line} className="-mt-3 mb-6 max-w-[75ch] text-sm">
          {line}
        </p>
      ))}
      {counts.labels === 0 && !hasTruth && (
        <Empty title="No person is left to compare with">
          The choices above leave no label of a person: choose other people or conditions, or hold no group like a
          judge.
        </Empty>
      )}
      {counts.labels > 0 && rows.some(({ verdict }) => verdict !== null) && (
        <Section
          title="May it replace people?"
          lead="On this question, for these labels and conditions, and for the model and prompt that gave them. Everything asked for is needed, and nothing makes up for anything else."
        >
          <VerdictList figures={figures} termsHref={termsHref} />
          {listKinLines(rows).map((line) => (
            <p key={line} className="mt-2 max-w-[75ch] text-[13px] text-muted">
              {line}
            </p>
          ))}
        </Section>
      )}
      {counts.labels > 0 && (
        <Section
          title="Beside the people"
          lead={[
            describeTies(ties),
            isDecisive && "Decisive only: answers that say tie are left out on both sides.",
            figures.question.hasSides &&
              "Sides stand in the order of their model's name (else of their condition): kappa depends on it.",
          ]
            .filter(Boolean)
            .join(" ")}
        >
          <JudgeChart figures={figures} />
          <div className="mt-6">
            <JudgeTable figures={figures} />
          </div>
          <p className="mt-2 text-[13px] text-muted">{describeJudgesLeftOut(judgesLeftOut)}</p>
          <p className="mt-4 max-w-[75ch] text-sm empty:hidden">{describePanel(figures.panel)}</p>
        </Section>
      )}
      {counts.labels > 0 && (
        <Section
          title="In the place of a person"
          lead="The alternative-annotator test (Calderon, Reichart and Dror 2025): would the judge do at least as well as the person it replaces?"
        >
          <StandInChart figures={figures} epsilonRecord={epsilonRecord} />
        </Section>
      )}
      {figures.consistency.length > 0 && (
        <Section
          title="The same item again"
          lead="How often a judge, run again, and a person, shown an item again, say something else: a judge that does not agree with itself agrees with nobody."
        >
          <ConsistencyTable rows={figures.consistency} />
        </Section>
      )}
      {hasTruth && (
        <Section
          title="Against the truth"
          lead="The truth is what the items came with. An answer that could not be read is missing: it is counted beside the figures and never as wrong."
        >
          <TruthChart figures={figures} />
          <div className="mt-6">
            <TruthTable figures={figures} />
          </div>
        </Section>
      )}
      {chosen && <JudgeDetails figures={figures} chosen={chosen} hrefs={hrefs} />}
    </>
  );
}
