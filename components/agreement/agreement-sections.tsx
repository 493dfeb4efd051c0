import { CoefficientChart, CoefficientWords } from "@/components/agreement/coefficient-chart";
import { type DisputedName, DisputedTable } from "@/components/agreement/disputed-table";
import { OptionTable } from "@/components/agreement/option-table";
import { PairsChart } from "@/components/agreement/pairs-chart";
import { PeopleChart } from "@/components/agreement/people-chart";
import { PrevalenceChart } from "@/components/agreement/prevalence-chart";
import { CountedNote } from "@/components/analysis/counted-note";
import { Empty } from "@/components/ui/notice";
import { Section } from "@/components/ui/page-header";
import { describeNothing } from "@/lib/analysis/agreement/describe";
import type { AgreementDetail } from "@/lib/analysis/agreement/detail";

type AgreementSectionsProps = {
  studyId: string;
  detail: AgreementDetail;
  names: ReadonlyMap<string, DisputedName>;
  personaVisibility: "SHOWN" | "HIDDEN" | "AFTER_ANSWER";
};

function Figures({ studyId, detail, names }: Omit<AgreementSectionsProps, "personaVisibility">) {
  const { question, pairs, prevalence, options, disputed, people } = detail;
  return (
    <>
      <section aria-label="Coefficients" className="mb-12">
        <CoefficientChart figures={detail} />
        <CoefficientWords figures={detail} />
      </section>
      <Section title="Pairs of people">
        <PairsChart view={pairs} questionKey={question.key} />
      </Section>
      <Section title="Each person against the others">
        {people.defined ? (
          <PeopleChart people={people.value} questionKey={question.key} />
        ) : (
          <p className="max-w-[75ch] text-sm">{`No person is shown: ${people.because}.`}</p>
        )}
      </Section>
      {prevalence.length > 0 && (
        <Section title="How common each answer is">
          <PrevalenceChart prevalence={prevalence} questionKey={question.key} />
        </Section>
      )}
      {options.length > 0 && (
        <Section title="Option by option">
          <OptionTable options={options} questionKey={question.key} />
        </Section>
      )}
      <Section title="Items people disagree on most">
        <DisputedTable studyId={studyId} disputed={disputed} names={names} />
      </Section>
    </>
  );
}

/** Everything about one question: coefficients, pairs of people, how common each answer is, what is disputed. */
export function AgreementSections({ studyId, detail, names, personaVisibility }: AgreementSectionsProps) {
  const { rule, leftOut, tally, counts } = detail;
  return (
    <>
      <CountedNote rule={rule} leftOut={leftOut} tally={tally} personaVisibility={personaVisibility} counts={counts} />
      {counts.pairs === 0 ? (
        <Empty title="Nothing to compare yet">{describeNothing(detail)}</Empty>
      ) : (
        <Figures detail={detail} studyId={studyId} names={names} />
      )}
    </>
  );
}
