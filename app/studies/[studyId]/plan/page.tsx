import type { Metadata } from "next";
import { Suspense } from "react";
import { PlanForecast } from "@/components/studies/plan-forecast";
import { PlanForm } from "@/components/studies/plan-form";
import { Notice } from "@/components/ui/notice";
import { PageHeader, Section } from "@/components/ui/page-header";
import { forecastStudy } from "@/lib/labeling/rehearsal/forecast-study";
import { type Assumptions, assumptions } from "@/lib/labeling/rehearsal/read-plan";
import { requireAccess } from "@/lib/studies/access";
import type { StudyAccess } from "@/lib/studies/proof";

export const metadata: Metadata = { title: "Plan" };

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

async function Expected({ access, assumed }: { access: StudyAccess; assumed: Assumptions }) {
  const said = await forecastStudy(access, assumed);
  return said.ok ? <PlanForecast {...said.value} /> : <Notice tone="attention">{`${said.reason}.`}</Notice>;
}

/** A rehearsal of the study's policies, before it is opened or while it runs. */
export default async function PlanPage({ params, searchParams }: PageProps<"/studies/[studyId]/plan">) {
  const { studyId } = await params;
  const access = await requireAccess(studyId, "design");
  const asked = Object.fromEntries(Object.entries(await searchParams).map(([name, value]) => [name, first(value)]));
  const assumed = assumptions.safeParse(asked);
  return (
    <>
      <PageHeader
        title="What to expect"
        lead="The settings are rehearsed with people who begin at drawn moments, work at drawn paces and now and then skip or stop. Nothing is stored."
      />
      <Section title="Assumed">
        <PlanForm asked={asked} problem={assumed.success ? null : (assumed.error.issues[0]?.message ?? null)} />
      </Section>
      {assumed.success && (
        <Section title="Expected" lead="The middle of the schedules, and what 90 of 100 lie within.">
          <Suspense
            fallback={<p className="text-sm text-muted">Going through schedules</p>}
            key={JSON.stringify(asked)}
          >
            <Expected access={access} assumed={assumed.data} />
          </Suspense>
        </Section>
      )}
    </>
  );
}
