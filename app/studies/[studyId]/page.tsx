import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Suspense } from "react";
import { QuestionChart } from "@/components/agreement/question-chart";
import { CountedNote } from "@/components/analysis/counted-note";
import { VersionNote } from "@/components/analysis/version-note";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import { ConditionProgressTable } from "@/components/overview/condition-progress-table";
import { LabelingProgressBar } from "@/components/overview/labeling-progress";
import { LiveRefresh } from "@/components/overview/live-refresh";
import { QuestionCountTable } from "@/components/overview/question-count-table";
import { RaterProgressTable } from "@/components/overview/rater-progress-table";
import { WaitingList } from "@/components/overview/waiting-list";
import { WarningList } from "@/components/overview/warning-list";
import { LaunchCheckList } from "@/components/studies/launch-check-list";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader, Section } from "@/components/ui/page-header";
import { noFilter } from "@/lib/analysis/filter";
import {
  nextStep,
  type Warning,
  warnOfConditions,
  warnOfPeople,
  warnOfProgress,
  warnOfSkips,
} from "@/lib/analysis/overview";
import {
  countImportedRaters,
  countUrgentSkips,
  getLabelingProgress,
  type ImportedRaters,
  listConditionProgress,
  listRaterProgress,
} from "@/lib/analysis/overview-queries";
import { type AnalysisFrame, findFigures, getAnalysisFrame } from "@/lib/analysis/queries";
import { sayPeople } from "@/lib/analysis/say-people";
import { findWaiting } from "@/lib/analysis/waiting-queries";
import { countOf } from "@/lib/format-number";
import { findConditionsInBlocks } from "@/lib/labeling/policies/find-blocks";
import { findPolicyObstacles } from "@/lib/labeling/policies/find-obstacles";
import { requireMember } from "@/lib/studies/access";
import { getFingerprint } from "@/lib/studies/fingerprint";
import { launchChecks } from "@/lib/studies/launch-checks";
import { can } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";
import { findGivenAway, getLaunchFacts } from "@/lib/studies/queries";
import { studyHome } from "@/lib/studies/study-home";

export const metadata: Metadata = { title: "Overview" };

type Asked = { access: StudyAccess; frame: AnalysisFrame };

/** Every question of the named version; asked for twice on the page, computed once. */
async function measureAll({ access, frame }: Asked) {
  const { version } = frame;
  const all = await Promise.all(
    frame.questions.map(({ key }) => findFigures("agreement", access, { ...noFilter, question: key, version })),
  );
  return all.filter((figures) => figures !== null);
}

async function Knowledge({ access, frame }: Asked) {
  const questions = await measureAll({ access, frame });
  const [first] = questions;
  if (!first || questions.every(({ counts }) => counts.labels === 0))
    return (
      <p className="text-sm text-muted">Agreement is measured as soon as two people have labeled the same item.</p>
    );
  return (
    <>
      <VersionNote versions={frame.versions} version={frame.version} page={`/studies/${access.studyId}/agreement`} />
      <CountedNote
        rule={first.rule}
        leftOut={first.leftOut}
        counts={first.counts}
        personaVisibility={frame.personaVisibility}
      />
      <QuestionChart questions={questions} />
      <div className="mt-8">
        <QuestionCountTable questions={questions} studyId={access.studyId} />
      </div>
    </>
  );
}

async function Warnings({ access, frame, quick }: Asked & { quick: readonly Warning[] }) {
  const slow = warnOfPeople(await measureAll({ access, frame }));
  return <WarningList warnings={[...quick, ...slow]} studyId={access.studyId} />;
}

/** Whom what is unfinished waits for, once raters may begin. */
async function Unfinished({ access }: { access: StudyAccess }) {
  const waiting = await findWaiting(access);
  if (waiting.open.length + waiting.held.length === 0) return null;
  return (
    <Section title="What items wait for">
      <WaitingList waiting={waiting} studyId={access.studyId} />
    </Section>
  );
}

function sayImported({ judges, ...people }: ImportedRaters) {
  const who = [people.raters > 0 && sayPeople(people), judges > 0 && countOf(judges, "judge")];
  const named = who.filter((part) => part !== false);
  return named.length > 0 && `Labels of ${named.join(" and ")} came with files.`;
}

/** Somebody whose role shows no results is led to their own place. */
async function requireViewer(studyId: string): Promise<StudyAccess> {
  const access = await requireMember(studyId);
  const home = studyHome(studyId, access.role);
  if (!can(access.role, "view") && home === `/studies/${studyId}`) notFound();
  if (!can(access.role, "view")) redirect(home);
  return access;
}

export default async function OverviewPage({ params }: PageProps<"/studies/[studyId]">) {
  const { studyId } = await params;
  const access = await requireViewer(studyId);
  const [
    frame,
    progress,
    raters,
    imported,
    conditions,
    skips,
    facts,
    conditionsInBlocks,
    policyObstacles,
    givenAway,
    fingerprint,
  ] = await Promise.all([
    getAnalysisFrame(access, ""),
    getLabelingProgress(access),
    listRaterProgress(access),
    countImportedRaters(access),
    listConditionProgress(access),
    countUrgentSkips(access),
    getLaunchFacts(access),
    findConditionsInBlocks(access),
    findPolicyObstacles(access),
    findGivenAway(access),
    getFingerprint(access),
  ]);
  const checks = launchChecks({ ...facts, conditionsInBlocks, policyObstacles, givenAway });
  const now = new Date();
  const step = nextStep({
    progress,
    checks,
    raters: raters.length,
    hasLabels: progress.filled + progress.imported > 0,
  });
  const mayAct = can(access.role, "design") || step.place === "agreement";
  const quick = [...warnOfSkips(skips), ...warnOfProgress(progress, raters, now), ...warnOfConditions(conditions)];
  return (
    <>
      <LiveRefresh source={`/api/studies/${studyId}/analysis/fingerprint`} fingerprint={fingerprint} />
      <PageHeader
        title="Overview"
        lead={progress.description || step.words}
        actions={
          mayAct && (
            <ButtonLink tone="primary" href={`/studies/${studyId}/${step.place}`}>
              {step.label}
            </ButtonLink>
          )
        }
      />
      <div className="mb-12 grid gap-x-12 gap-y-8 lg:grid-cols-[3fr_2fr]">
        <section aria-label="Progress">
          <LabelingProgressBar progress={progress} />
        </section>
        <section aria-label="What looks wrong">
          {progress.state === "DRAFT" ? (
            <LaunchCheckList studyId={studyId} checks={checks} />
          ) : (
            <Suspense fallback={<WarningList warnings={quick} studyId={studyId} />}>
              <Warnings access={access} frame={frame} quick={quick} />
            </Suspense>
          )}
        </section>
      </div>
      {(raters.length > 0 || imported.raters + imported.judges > 0) && (
        <Section title="Who we wait for" lead={sayImported(imported)}>
          {raters.length > 0 ? (
            <RaterProgressTable raters={raters} items={progress.items} now={now} />
          ) : (
            <p className="text-sm text-muted">Nobody labels here yet.</p>
          )}
        </Section>
      )}
      {progress.state !== "DRAFT" && !progress.isDemo && (
        <Suspense>
          <Unfinished access={access} />
        </Suspense>
      )}
      <Section title="How much we know" lead="How far people agree beyond chance, question by question.">
        <Suspense fallback={<ChartSkeleton rows={Math.max(1, frame.questions.length)} />}>
          <Knowledge access={access} frame={frame} />
        </Suspense>
      </Section>
      {conditions.length > 1 && (
        <Section title="Labels by condition" lead="The emptiest first.">
          <ConditionProgressTable conditions={conditions} studyId={studyId} />
        </Section>
      )}
    </>
  );
}
