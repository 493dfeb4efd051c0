import type { Metadata } from "next";
import { ForgetWithdrawn } from "@/components/annotate/forget-withdrawn";
import { NameForm, PasswordForm } from "@/components/auth/account-forms";
import { LanguageField } from "@/components/language/language-field";
import { Spoken } from "@/components/language/spoken";
import { OwnStudies } from "@/components/raters/own-studies";
import { AccountMenu } from "@/components/shell/account-menu";
import { SkipLink } from "@/components/shell/skip-link";
import { Main, TopBar } from "@/components/shell/top-bar";
import { Notice } from "@/components/ui/notice";
import { PageHeader, Section } from "@/components/ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { can } from "@/lib/studies/permissions";
import { getAccount } from "@/lib/users/queries";
import { readSay } from "@/lib/users/read-language";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await readSay())("Account") });

export default async function AccountPage({ searchParams }: PageProps<"/account">) {
  const [user, say] = await Promise.all([requireUser(), readSay()]);
  const { withdrawn } = await searchParams;
  const { memberships, raters, passwordHash, ...person } = await getAccount(user.id);
  const labeling = memberships.flatMap(({ role, study }) => {
    const rater = raters.find(({ studyId }) => studyId === study.id);
    if (!rater || !can(role, "annotate")) return [];
    return [{ ...study, pseudonym: rater.pseudonym, judgments: rater.judgments }];
  });
  return (
    <Spoken on="front">
      <SkipLink />
      <header className="border-b">
        <TopBar home="/studies" end={<AccountMenu name={user.name} userId={user.id} />} />
      </header>
      <Main>
        <PageHeader
          title={say("Account")}
          lead={passwordHash ? person.email : say("A visitor of the demo, without a password")}
        />
        {withdrawn && (
          <Notice title={say("You have withdrawn")} className="mb-8 max-w-xl">
            <ForgetWithdrawn />
            {say("Your answers in that study are erased.")}
          </Notice>
        )}
        <Section
          title={say("Name")}
          lead={say("Shown to owners and coordinators of your studies, never beside your answers.")}
        >
          <NameForm name={person.name} />
        </Section>
        {passwordHash && (
          <Section title={say("Password")} lead={say("Changing it signs you out everywhere else.")}>
            <PasswordForm />
          </Section>
        )}
        <Section title={say("Language")} lead={say("Of the pages. Guidelines and texts come as the study has them.")}>
          <LanguageField />
        </Section>
        {labeling.length > 0 && (
          <Section title={say("Studies you label in")} lead={say("Each knows you by a pseudonym of its own.")}>
            <OwnStudies userId={user.id} studies={labeling} />
          </Section>
        )}
      </Main>
    </Spoken>
  );
}
