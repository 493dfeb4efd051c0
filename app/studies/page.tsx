import type { Metadata } from "next";
import { AccountMenu } from "@/components/shell/account-menu";
import { Main, SkipLink, TopBar } from "@/components/shell/top-bar";
import { StudyList } from "@/components/studies/study-list";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { listStudies } from "@/lib/studies/queries";

export const metadata: Metadata = { title: "Studies" };

export default async function StudiesPage() {
  const user = await requireUser();
  const studies = await listStudies(user.id);
  const newStudy = user.isOwner && (
    <ButtonLink tone="primary" href="/studies/new">
      New study
    </ButtonLink>
  );
  return (
    <>
      <SkipLink />
      <header className="border-b">
        <TopBar home="/studies" end={<AccountMenu name={user.name} userId={user.id} />} />
      </header>
      <Main>
        <PageHeader title="Studies" actions={newStudy} />
        {studies.length > 0 ? (
          <StudyList studies={studies} />
        ) : (
          <Empty title="You are in no study yet" action={newStudy}>
            {user.isOwner
              ? "A study holds a protocol, the outputs to be judged, and the people and models that judge them."
              : "Studies appear here when you accept an invitation: open the link you were sent."}
          </Empty>
        )}
      </Main>
    </>
  );
}
