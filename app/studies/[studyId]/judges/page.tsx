import type { Metadata } from "next";
import { Suspense } from "react";
import { AnalysisFilters } from "@/components/analysis/analysis-filters";
import { VersionNote } from "@/components/analysis/version-note";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import { JudgeSections } from "@/components/judges/judge-sections";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { type AnalysisFilter, analysisFilterSchema } from "@/lib/analysis/filter";
import { filterQuery } from "@/lib/analysis/filter-query";
import { type AnalysisFrame, findJudges, getAnalysisFrame } from "@/lib/analysis/queries";
import { requireAccess } from "@/lib/studies/access";
import { describeEpsilon } from "@/lib/studies/describe-epsilon";
import { can } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";
import { getEpsilonRecord } from "@/lib/studies/queries";

export const metadata: Metadata = { title: "Judges" };

type Asked = { access: StudyAccess; filter: AnalysisFilter; frame: AnalysisFrame };

function NoJudges({ access }: { access: StudyAccess }) {
  const importLink = can(access.role, "design") && (
    <ButtonLink tone="primary" href={`/studies/${access.studyId}/import`}>
      Import judge labels
    </ButtonLink>
  );
  return (
    <Empty title="No judge has labels for this question" action={importLink}>
      Labels of a model or a classifier come in as JSONL or CSV with the columns item, judge, question and value.
    </Empty>
  );
}

async function Judges({ access, filter, frame }: Asked) {
  const figures = await findJudges(access, filter);
  if (!figures || figures.rows.every(({ kind }) => kind === "truth")) return <NoJudges access={access} />;
  const here = `/studies/${access.studyId}/judges`;
  const hrefs = Object.fromEntries(figures.rows.map(({ id }) => [id, `${here}${filterQuery(filter, { judge: id })}`]));
  return (
    <JudgeSections
      figures={figures}
      personaVisibility={frame.personaVisibility}
      chosenId={filter.judge}
      epsilonRecord={describeEpsilon(await getEpsilonRecord(access))}
      hrefs={hrefs}
    />
  );
}

export default async function JudgesPage({ params, searchParams }: PageProps<"/studies/[studyId]/judges">) {
  const { studyId } = await params;
  const access = await requireAccess(studyId, "view");
  const asked = analysisFilterSchema.parse(await searchParams);
  const frame = await getAnalysisFrame(access, asked.version);
  const question = frame.questions.find(({ key }) => key === asked.question) ?? frame.questions[0];
  const header = (
    <PageHeader
      title="Judges"
      lead="Models and classifiers held against the people, and the people held against each other in the same way."
    />
  );
  if (!question)
    return (
      <>
        {header}
        <NoJudges access={access} />
      </>
    );
  const filter: AnalysisFilter = { ...asked, question: question.key, version: frame.version };
  return (
    <>
      {header}
      <AnalysisFilters
        action={`/studies/${studyId}/judges`}
        filter={{ ...asked, question: question.key }}
        choices={{ ...frame, ...frame.study }}
        forJudges
      />
      <VersionNote
        versions={frame.versions}
        version={frame.version}
        page={`/studies/${studyId}/judges`}
        filter={{ ...asked, question: question.key }}
      />
      <h2 className="mb-2 text-xl font-semibold">{question.text}</h2>
      <Suspense key={filterQuery({ ...filter, judge: "" })} fallback={<ChartSkeleton rows={4} />}>
        <Judges access={access} filter={filter} frame={frame} />
      </Suspense>
    </>
  );
}
