import type { Metadata } from "next";
import Link from "next/link";
import { JudgeTermsForms } from "@/components/judge-terms/judge-terms-forms";
import { TuningForm } from "@/components/judge-terms/tuning-form";
import { DeleteDemo, DeleteStudy } from "@/components/studies/delete-study";
import { SettingsForm } from "@/components/studies/settings-form";
import { StateControl } from "@/components/studies/state-control";
import { PageHeader, Section } from "@/components/ui/page-header";
import { getJudgeTermsForm } from "@/lib/judge-terms/queries";
import { findConditionsInBlocks } from "@/lib/labeling/policies/find-blocks";
import { findPolicyObstacles } from "@/lib/labeling/policies/find-obstacles";
import { listPolicyChoices, listSetPolicies } from "@/lib/labeling/policies/policy-choices";
import { requireAccess } from "@/lib/studies/access";
import { launchChecks } from "@/lib/studies/launch-checks";
import { can } from "@/lib/studies/permissions";
import { countStudyContents, findGivenAway, getLaunchFacts, getStudySettings } from "@/lib/studies/queries";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/studies/[studyId]/settings">) {
  const { studyId } = await params;
  const access = await requireAccess(studyId, "design");
  const mayDelete = can(access.role, "own");
  const [study, facts, conditionsInBlocks, policyObstacles, givenAway, judgeTerms, contents] = await Promise.all([
    getStudySettings(access),
    getLaunchFacts(access),
    findConditionsInBlocks(access),
    findPolicyObstacles(access),
    findGivenAway(access),
    getJudgeTermsForm(access),
    mayDelete ? countStudyContents(access) : null,
  ]);
  return (
    <>
      <PageHeader title="Settings" />
      <Section title="Labeling" id="state">
        <StateControl
          studyId={studyId}
          state={study.state}
          checks={launchChecks({ ...facts, conditionsInBlocks, policyObstacles, givenAway })}
        />
        <p className="mt-6 text-sm">
          <Link href={`/studies/${studyId}/plan`} className="text-accent hover:underline">
            What to expect of this plan
          </Link>
        </p>
      </Section>
      <Section title="The study">
        <SettingsForm study={{ ...study, policies: listSetPolicies(study.policies) }} choices={listPolicyChoices()} />
        <p className="mt-6 text-[13px] text-muted">
          Seed {study.seed}: it draws the order of items, sides and options, and every bootstrap.
        </p>
      </Section>
      <Section
        title="What a judge has to show"
        id="judge-terms"
        lead="Before a model or a classifier may stand in for people. Decide before its labels come: what is changed later is kept with the day and the role."
      >
        <JudgeTermsForms studyId={studyId} {...judgeTerms} />
      </Section>
      <Section
        title="Items to tune judges on"
        id="tuning"
        lead="Write the prompt of a judge on some items and measure it on the others: on those it was written for it looks better than it is. A column used_for_tuning or split of the items' file sets them aside as well."
      >
        <TuningForm studyId={studyId} {...judgeTerms.tuning} />
      </Section>
      {contents && (
        <Section title="Delete" lead="Everything in the study goes with it.">
          {study.isDemo ? (
            <DeleteDemo studyId={studyId} name={study.name} />
          ) : (
            <DeleteStudy studyId={studyId} name={study.name} contents={contents} />
          )}
        </Section>
      )}
    </>
  );
}
