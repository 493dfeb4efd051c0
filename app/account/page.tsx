import type { Metadata } from "next";
import { ForgetWithdrawn } from "@/components/annotate/forget-withdrawn";
import { NameForm, PasswordForm } from "@/components/auth/account-forms";
import { OwnStudies } from "@/components/raters/own-studies";
import { AccountMenu } from "@/components/shell/account-menu";
import { Main, SkipLink, TopBar } from "@/components/shell/top-bar";
import { Notice } from "@/components/ui/notice";
import { PageHeader, Section } from "@/components/ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { can } from "@/lib/studies/permissions";
import { getAccount } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage({ searchParams }: PageProps<"/account">) {
  const user = await requireUser();
  const { withdrawn } = await searchParams;
  const { memberships, raters, passwordHash, ...person } = await getAccount(user.id);
  const labeling = memberships.flatMap(({ role, study }) => {
    const rater = raters.find(({ studyId }) => studyId === study.id);
    if (!rater || !can(role, "annotate")) return [];
    return [{ ...study, pseudonym: rater.pseudonym, judgments: rater.judgments }];
  });
  return (
    <>
      <SkipLink />
      <header className="border-b">
        <TopBar home="/studies" end={<AccountMenu name={user.name} userId={user.id} />} />
      </header>
      <Main>
        <PageHeader title="Account" lead={passwordHash ? person.email : "A visitor of the demo, without a password"} />
        {withdrawn && (
          <Notice title="You have withdrawn" className="mb-8 max-w-xl">
            <ForgetWithdrawn />
            Your answers in that study are erased.
          </Notice>
        )}
        <Section title="Name" lead="Shown to owners and coordinators of your studies, never beside your answers.">
          <NameForm name={person.name} />
        </Section>
        {passwordHash && (
          <Section title="Password" lead="Changing it signs you out everywhere else.">
            <PasswordForm />
          </Section>
        )}
        {labeling.length > 0 && (
          <Section title="Studies you label in" lead="Each knows you by a pseudonym of its own.">
            <OwnStudies userId={user.id} studies={labeling} />
          </Section>
        )}
      </Main>
    </>
  );
}
