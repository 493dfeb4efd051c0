import type { Metadata } from "next";
import Link from "next/link";
import { AccountMenu } from "@/components/shell/account-menu";
import { StudyFrame } from "@/components/shell/study-frame";
import { StudyNav } from "@/components/shell/study-nav";
import { listPlaces } from "@/components/shell/study-places";
import { TopBar } from "@/components/shell/top-bar";
import { DemoBadge, StateBadge } from "@/components/studies/state-badge";
import { requireUser } from "@/lib/auth/session";
import { requireMember } from "@/lib/studies/access";
import { getStudyFrame } from "@/lib/studies/queries";
import { studyHome } from "@/lib/studies/study-home";

export async function generateMetadata({ params }: LayoutProps<"/studies/[studyId]">): Promise<Metadata> {
  const study = await getStudyFrame(await requireMember((await params).studyId));
  return { title: { default: study.name, template: `%s · ${study.name}` } };
}

export default async function StudyLayout({ params, children }: LayoutProps<"/studies/[studyId]">) {
  const { studyId } = await params;
  const access = await requireMember(studyId);
  const [user, study] = await Promise.all([requireUser(), getStudyFrame(access)]);
  const places = listPlaces(access.role);
  const header = (
    <>
      <TopBar home="/studies" end={<AccountMenu name={user.name} userId={user.id} />}>
        <span aria-hidden className="text-line-strong">
          /
        </span>
        <Link href={studyHome(studyId, access.role)} className="truncate font-medium">
          {study.name}
        </Link>
        {study.isDemo ? <DemoBadge /> : <StateBadge state={study.state} />}
      </TopBar>
      {places.length > 0 && <StudyNav studyId={studyId} places={places} />}
    </>
  );
  return <StudyFrame header={header}>{children}</StudyFrame>;
}
