import type { Metadata } from "next";
import { Spoken } from "@/components/language/spoken";
import { AccountMenu } from "@/components/shell/account-menu";
import { SkipLink } from "@/components/shell/skip-link";
import { Main, TopBar } from "@/components/shell/top-bar";
import { StudyList } from "@/components/studies/study-list";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { listStudies } from "@/lib/studies/queries";
import { readSay } from "@/lib/users/read-language";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await readSay())("Studies") });

export default async function StudiesPage() {
  const [user, say] = await Promise.all([requireUser(), readSay()]);
  const studies = await listStudies(user.id);
  const newStudy = user.isOwner && (
    <ButtonLink tone="primary" href="/studies/new">
      {say("New study")}
    </ButtonLink>
  );
  return (
    <Spoken on="front">
      <SkipLink />
      <header className="border-b">
        <TopBar home="/studies" end={<AccountMenu name={user.name} userId={user.id} />} />
      </header>
      <Main>
        <PageHeader title={say("Studies")} actions={newStudy} />
        {studies.length > 0 ? (
          <StudyList say={say} studies={studies} />
        ) : (
          <Empty title={say("You are in no study yet")} action={newStudy}>
            {user.isOwner
              ? say("A study holds a protocol, the outputs to be judged, and the people and models that judge them.")
              : say("Studies appear here when you accept an invitation: open the link you were sent.")}
          </Empty>
        )}
      </Main>
    </Spoken>
  );
}
