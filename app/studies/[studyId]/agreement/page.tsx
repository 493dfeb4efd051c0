import type { Metadata } from "next";
import { Suspense } from "react";
import { AgreementSections } from "@/components/agreement/agreement-sections";
import { QuestionChart } from "@/components/agreement/question-chart";
import { AnalysisFilters } from "@/components/analysis/analysis-filters";
import { VersionNote } from "@/components/analysis/version-note";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";
import { PageHeader, Section } from "@/components/ui/page-header";
import { type AnalysisFilter, analysisFilterSchema } from "@/lib/analysis/filter";
import { filterQuery } from "@/lib/analysis/filter-query";
import { type AnalysisFrame, findAgreement, getAnalysisFrame, listItemNames } from "@/lib/analysis/queries";
import { partNames } from "@/lib/items/part-names";
import { listExcerpts } from "@/lib/items/queries";
import { requireAccess } from "@/lib/studies/access";
import { can } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";

export const metadata: Metadata = { title: "Agreement" };

type Asked = { access: StudyAccess; filter: AnalysisFilter; frame: AnalysisFrame };

/** Every question of the version; the chosen one among them is computed once for both sections. */
async function Questions({ access, filter, frame }: Asked) {
  const all = await Promise.all(frame.questions.map(({ key }) => findAgreement(access, { ...filter, question: key })));
  return <QuestionChart questions={all.filter((figures) => figures !== null)} />;
}

async function ChosenQuestion({ access, filter, frame }: Asked) {
  const detail = await findAgreement(access, filter);
  if (!detail) return null;
  const ids = detail.disputed.map(({ itemId }) => itemId);
  const [items, excerpts] = await Promise.all([listItemNames(access, ids), listExcerpts(access, ids)]);
  const names = new Map(
    items.map(({ id, externalId, task, parts }) => [
      id,
      { externalId, words: task.prompt || (excerpts.get(id) ?? ""), parts: partNames(parts) },
    ]),
  );
  return (
    <AgreementSections
      studyId={access.studyId}
      detail={detail}
      names={names}
      personaVisibility={frame.personaVisibility}
    />
  );
}

export default async function AgreementPage({ params, searchParams }: PageProps<"/studies/[studyId]/agreement">) {
  const { studyId } = await params;
  const access = await requireAccess(studyId, "view");
  const asked = analysisFilterSchema.parse(await searchParams);
  const frame = await getAnalysisFrame(access, asked.version);
  const question = frame.questions.find(({ key }) => key === asked.question) ?? frame.questions[0];
  const header = (
    <PageHeader
      title="Agreement"
      lead="How far people give the same answer to the same item, beyond what chance would give."
    />
  );
  if (!question)
    return (
      <>
        {header}
        <Empty
          title="No question can be compared yet"
          action={
            can(access.role, "design") && (
              <ButtonLink tone="primary" href={`/studies/${studyId}/protocol`}>
                Write the protocol
              </ButtonLink>
            )
          }
        >
          Agreement is measured on choices, scales and preferences. This version of the protocol asks none.
        </Empty>
      </>
    );
  const filter: AnalysisFilter = { ...asked, question: question.key, version: frame.version };
  const given = { access, filter, frame };
  const key = filterQuery(filter);
  return (
    <>
      {header}
      <AnalysisFilters
        action={`/studies/${studyId}/agreement`}
        filter={{ ...asked, question: question.key }}
        choices={{ ...frame, ...frame.study }}
      />
      <VersionNote
        versions={frame.versions}
        version={frame.version}
        page={`/studies/${studyId}/agreement`}
        filter={{ ...asked, question: question.key }}
      />
      {frame.questions.length > 1 && (
        <Section title="All questions">
          <Suspense key={key} fallback={<ChartSkeleton rows={frame.questions.length} />}>
            <Questions {...given} />
          </Suspense>
        </Section>
      )}
      <h2 className="mb-2 text-xl font-semibold">{question.text}</h2>
      <Suspense key={`chosen ${key}`} fallback={<ChartSkeleton rows={5} />}>
        <ChosenQuestion {...given} />
      </Suspense>
    </>
  );
}
