import { type ReactNode, Suspense } from "react";
import { AnalysisFilters } from "@/components/analysis/analysis-filters";
import { VersionNote } from "@/components/analysis/version-note";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import { ButtonAnchor, ButtonLink } from "@/components/ui/button";
import { Empty, Notice } from "@/components/ui/notice";
import { PageHeader, Section } from "@/components/ui/page-header";
import { type AnalysisKey, analyses } from "@/lib/analysis/analyses";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import { filterQuery } from "@/lib/analysis/filter-query";
import type { AnalysisFrame as Frame } from "@/lib/analysis/queries";
import { findFigures } from "@/lib/analysis/queries";
import { sayFailure } from "@/lib/failure";
import { Refusal } from "@/lib/refusal";
import { can } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";
import type { Asked } from "./view";
import { views } from "./views";

type OfKey<Key extends AnalysisKey = AnalysisKey> = { analysisKey: Key };

function Nothing({ analysisKey, access }: OfKey & Pick<Asked, "access">) {
  const { title, words, action } = analyses[analysisKey].nothing;
  return (
    <Empty
      title={title}
      action={
        can(access.role, action.needs) && (
          <ButtonLink tone="primary" href={`/studies/${access.studyId}/${action.place}`}>
            {action.label}
          </ButtonLink>
        )
      }
    >
      {words}
    </Empty>
  );
}

/** Where figures cannot be had now, a sentence says so in their place. */
async function orWords(drawing: Promise<ReactNode>): Promise<ReactNode> {
  try {
    return await drawing;
  } catch (error) {
    const words = error instanceof Refusal ? error.message : sayFailure(error);
    if (words === null) throw error;
    return <Notice tone="attention">{words}</Notice>;
  }
}

/** Awaited behind a skeleton: the figures of the chosen question, and the same as a file. */
async function drawFigures<Key extends AnalysisKey>({ analysisKey, ...asked }: OfKey<Key> & Asked) {
  const { access, filter } = asked;
  const figures = await findFigures(analysisKey, access, filter);
  if (figures === null || analyses[analysisKey].isEmpty?.(figures))
    return <Nothing analysisKey={analysisKey} access={access} />;
  const drawn = await views[analysisKey].Chosen({ ...asked, figures });
  return (
    <>
      {drawn}
      <p className="mt-2 text-sm">
        <ButtonAnchor
          download
          size="small"
          href={`/api/studies/${access.studyId}/analysis/${analysisKey}${filterQuery(filter)}`}
        >
          All figures of this question as CSV
        </ButtonAnchor>
      </p>
    </>
  );
}

const Figures = (asked: OfKey & Asked) => orWords(drawFigures(asked));

const AllQuestions = ({ analysisKey, ...asked }: OfKey & Asked) =>
  orWords(Promise.resolve(views[analysisKey].All?.(asked) ?? null));

type AnalysisFrameProps = OfKey & { access: StudyAccess; asked: AnalysisFilter; frame: Frame };

/** The page of an analysis: title, filters, versions, then what its view draws. */
export function AnalysisFrame({ analysisKey, access, asked, frame }: AnalysisFrameProps) {
  const { title, lead, filters } = analyses[analysisKey];
  const question = frame.questions.find(({ key }) => key === asked.question) ?? frame.questions[0];
  const header = <PageHeader title={title} lead={lead} />;
  if (!question)
    return (
      <>
        {header}
        <Nothing analysisKey={analysisKey} access={access} />
      </>
    );
  const page = `/studies/${access.studyId}/${analysisKey}`;
  const filter: AnalysisFilter = { ...asked, question: question.key, version: frame.version };
  const shown = { ...asked, question: question.key };
  const given = { analysisKey, access, filter, frame };
  // The chosen judge changes what is shown of the figures, not the figures.
  const key = filterQuery({ ...filter, judge: "" });
  return (
    <>
      {header}
      <AnalysisFilters action={page} filter={shown} choices={{ ...frame, ...frame.study }} further={filters} />
      <VersionNote versions={frame.versions} version={frame.version} page={page} filter={shown} />
      {views[analysisKey].All && frame.questions.length > 1 && (
        <Section title="All questions">
          <Suspense key={key} fallback={<ChartSkeleton rows={frame.questions.length} />}>
            <AllQuestions {...given} />
          </Suspense>
        </Section>
      )}
      <h2 className="mb-2 text-xl font-semibold">{question.text}</h2>
      <Suspense key={`chosen ${key}`} fallback={<ChartSkeleton rows={views[analysisKey].rows} />}>
        <Figures {...given} />
      </Suspense>
    </>
  );
}
