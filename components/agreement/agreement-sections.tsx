import { CoefficientChart, CoefficientWords } from "@/components/agreement/coefficient-chart";
import { CountedNote } from "@/components/agreement/counted-note";
import { DisputedTable } from "@/components/agreement/disputed-table";
import { PairsChart } from "@/components/agreement/pairs-chart";
import { PeopleChart } from "@/components/agreement/people-chart";
import { PrevalenceChart } from "@/components/agreement/prevalence-chart";
import { Section } from "@/components/ui/page-header";
import type { AgreementDetail } from "@/lib/analysis/agreement-detail";

type AgreementSectionsProps = {
  studyId: string;
  detail: AgreementDetail;
  names: ReadonlyMap<string, { externalId: string; prompt: string }>;
  personaVisibility: "SHOWN" | "HIDDEN" | "AFTER_ANSWER";
};

/** Everything about one question: coefficients, pairs of people, how common each answer is, what is disputed. */
export function AgreementSections({ studyId, detail, names, personaVisibility }: AgreementSectionsProps) {
  const { rule, leftOut, tally, question, pairs, prevalence, disputed, people } = detail;
  return (
    <>
      <CountedNote rule={rule} leftOut={leftOut} tally={tally} personaVisibility={personaVisibility} />
      <section aria-label="Coefficients" className="mb-12">
        <CoefficientChart figures={detail} />
        <CoefficientWords figures={detail} />
      </section>
      <Section title="Pairs of people">
        <PairsChart view={pairs} questionKey={question.key} />
      </Section>
      {people.length > 0 && (
        <Section title="Each person against the others">
          <PeopleChart people={people} questionKey={question.key} />
        </Section>
      )}
      {prevalence.length > 0 && (
        <Section title="How common each answer is">
          <PrevalenceChart prevalence={prevalence} questionKey={question.key} />
        </Section>
      )}
      <Section title="Items people disagree on most">
        <DisputedTable studyId={studyId} disputed={disputed} names={names} />
      </Section>
    </>
  );
}
