import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import { AmongOthers } from "@/components/rater-work/among-others";
import { ChecksSection } from "@/components/rater-work/checks-section";
import { DecideButton } from "@/components/rater-work/decide-button";
import { HabitsSection } from "@/components/rater-work/habits-section";
import { Notice } from "@/components/ui/notice";
import { PageHeader, Section } from "@/components/ui/page-header";
import { noFilter } from "@/lib/analysis/filter";
import { findFigures, getAnalysisFrame } from "@/lib/analysis/queries";
import { countOf } from "@/lib/format-number";
import { countHeld, getRater, listChecks, listOwnLabels, listUsedPolicies } from "@/lib/rater-work/queries";
import { requireAccess } from "@/lib/studies/access";
import { can } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";

export const metadata: Metadata = { title: "Rater" };

/** This rater among the others, question by question, with everybody's figure beside the one without them. */
async function Others({ access, raterId }: { access: StudyAccess; raterId: string }) {
  const { version, questions } = await getAnalysisFrame(access, "");
  const asked = { ...noFilter, version };
  const found = await Promise.all(
    questions.map(async ({ key }) => {
      const [all, without] = await Promise.all([
        findFigures("agreement", access, { ...asked, question: key }),
        findFigures("agreement", access, { ...asked, question: key, without: raterId }),
      ]);
      return all && all.counts.labels > 0 ? [{ all, without }] : [];
    }),
  );
  const compared = found.flat();
  if (compared.length === 0) return <p className="text-sm text-muted">Nothing that counts is labeled yet.</p>;
  return <AmongOthers raterId={raterId} questions={compared} />;
}

async function listTexts(access: StudyAccess) {
  const { questions } = await getAnalysisFrame(access, "all");
  return new Map(questions.map(({ key, text }) => [key, text]));
}

function Paused({ studyId, raterId, pausedBy }: { studyId: string; raterId: string; pausedBy: string | null }) {
  return (
    <Notice tone="attention" title={pausedBy === "gold" ? "Paused by hidden gold" : "Paused"}>
      <p className="mt-1 mb-3">
        {pausedBy === "gold"
          ? "Too few of their gold answers were right. Nothing is rejected: their labels stay, and count as before. Gold answers up to now are settled when they go on."
          : "They are given no items until somebody lets them go on. Their labels stay."}
      </p>
      <DecideButton studyId={studyId} raterId={raterId} step="resume" tone="primary">
        Let them go on
      </DecideButton>
    </Notice>
  );
}

export default async function RaterPage({ params }: PageProps<"/studies/[studyId]/raters/[pseudonym]">) {
  const { studyId, pseudonym } = await params;
  const access = await requireAccess(studyId, "raters");
  const seesLabels = can(access.role, "view");
  const rater = await getRater(access, decodeURIComponent(pseudonym));
  const used = await listUsedPolicies(access);
  const [checks, held, labels, texts] = await Promise.all([
    listChecks(access, [rater.id], used),
    countHeld(access, rater.id),
    listOwnLabels(access, rater.id),
    listTexts(access),
  ]);
  const isUsed = (key: string) => used.some((policy) => policy.key === key);
  const uses = { training: isUsed("training"), qualification: isUsed("qualification"), gold: isUsed("gold") };
  const facts = [
    rater.group?.name,
    `${countOf(rater.doneCount, "item")} labeled${rater.quota === null ? "" : ` of ${rater.quota}`}`,
    rater.sawConditions && "saw conditions: left out of headline figures",
  ].filter(Boolean);
  return (
    <>
      <p className="mb-2 text-sm">
        <Link href={`/studies/${studyId}/raters`} className="text-accent hover:underline">
          Raters
        </Link>
      </p>
      <PageHeader title={rater.pseudonym} lead={facts.join(", ")} />
      <div className="flex max-w-[60rem] flex-col">
        {rater.status === "PAUSED" && (
          <div className="mb-8">
            <Paused studyId={studyId} raterId={rater.id} pausedBy={rater.pausedBy} />
          </div>
        )}
        <ChecksSection
          studyId={studyId}
          rater={rater}
          training={checks.TRAINING.get(rater.id)}
          gold={checks.GOLD.get(rater.id)}
          uses={uses}
        />
        {seesLabels && (
          <>
            <HabitsSection labels={labels} texts={texts} />
            <Section
              title="Among the others"
              lead="What the study's figures are, and what they would be without this rater. The study's own figures stay what they are."
            >
              <Suspense fallback={<ChartSkeleton rows={3} />}>
                <Others access={access} raterId={rater.id} />
              </Suspense>
            </Section>
          </>
        )}
        <Section title="What they hold">
          <p className="mb-3 text-sm">
            {held === 0
              ? "No item is reserved for them now."
              : `${countOf(held, "item is", "items are")} reserved for them now.`}
          </p>
          {held > 0 && (
            <DecideButton studyId={studyId} raterId={rater.id} step="release">
              Give their items to others
            </DecideButton>
          )}
        </Section>
      </div>
    </>
  );
}
