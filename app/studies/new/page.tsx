import type { Metadata } from "next";
import { AccountMenu } from "@/components/shell/account-menu";
import { SkipLink } from "@/components/shell/skip-link";
import { Main, TopBar } from "@/components/shell/top-bar";
import { NewStudyForm } from "@/components/studies/new-study-form";
import { PageHeader } from "@/components/ui/page-header";
import { requireOwner } from "@/lib/auth/session";
import { starters } from "@/lib/protocol/starters";

export const metadata: Metadata = { title: "New study" };

export default async function NewStudyPage() {
  const user = await requireOwner();
  return (
    <>
      <SkipLink />
      <header className="border-b">
        <TopBar home="/studies" end={<AccountMenu name={user.name} userId={user.id} />} />
      </header>
      <Main lang="en">
        <PageHeader title="New study" lead="It begins as a draft: nobody labels before you open it." />
        <NewStudyForm starters={starters.map(({ key, name, summary }) => ({ key, name, summary }))} />
      </Main>
    </>
  );
}
