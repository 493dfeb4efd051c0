import type { Metadata } from "next";
import { GroupList } from "@/components/raters/group-list";
import { InvitationTable } from "@/components/raters/invitation-table";
import { InviteDialog } from "@/components/raters/invite-dialog";
import { RaterSearch } from "@/components/raters/rater-search";
import { RaterTable } from "@/components/raters/rater-table";
import { TeamTable } from "@/components/raters/team-table";
import { Empty } from "@/components/ui/notice";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { requireUser } from "@/lib/auth/session";
import { countOf } from "@/lib/format-number";
import { listInvitations } from "@/lib/invitations/queries";
import { listTeam } from "@/lib/members/queries";
import { listRaterChecks } from "@/lib/rater-work/list-rater-checks";
import { listUsedPolicies } from "@/lib/rater-work/queries";
import { countWithdrawn, listGroups, listRaters } from "@/lib/raters/queries";
import { raterFilter, ratersPerPage } from "@/lib/raters/schema";
import { requireAccess } from "@/lib/studies/access";
import { can, grantableRoles } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";

export const metadata: Metadata = { title: "Raters" };

/** Team and invitations: for those who may know who is who. */
async function People({ access, mayResetPasswords }: { access: StudyAccess; mayResetPasswords: boolean }) {
  const [invitations, team] = await Promise.all([listInvitations(access), listTeam(access)]);
  return (
    <>
      {invitations.length > 0 && (
        <Section title="Invitations" lead="A link itself cannot be read again: make a new one if it got lost.">
          <InvitationTable studyId={access.studyId} invitations={invitations} now={new Date()} />
        </Section>
      )}
      <Section title="Team" lead="Everybody with a role other than rater.">
        <TeamTable
          studyId={access.studyId}
          members={team}
          mayChange={can(access.role, "own")}
          mayResetPasswords={mayResetPasswords}
        />
      </Section>
    </>
  );
}

async function Withdrawn({ access }: { access: StudyAccess }) {
  const { people, judgments } = await countWithdrawn(access);
  if (people === 0) return null;
  return (
    <p className="mt-4 text-sm text-muted">
      {countOf(people, "person has", "people have")} withdrawn;{" "}
      {countOf(judgments, "answered item was", "answered items were")} erased.
    </p>
  );
}

export default async function RatersPage({ params, searchParams }: PageProps<"/studies/[studyId]/raters">) {
  const { studyId } = await params;
  const access = await requireAccess(studyId, "raters");
  const filter = raterFilter.parse(await searchParams);
  const [user, groups, { total, raters }] = await Promise.all([
    requireUser(),
    listGroups(access),
    listRaters(access, filter),
  ]);
  const used = await listUsedPolicies(access);
  const checks = await listRaterChecks(
    access,
    raters.map(({ id }) => id),
    used,
  );
  const isUsed = (key: string) => used.some((policy) => policy.key === key);
  const showsNames = can(access.role, "people");
  const isFiltered = filter.q !== "" || filter.group !== null;
  const href = (page: number) =>
    `/studies/${studyId}/raters?${new URLSearchParams({ q: filter.q, group: filter.group ?? "", page: String(page) })}`;
  const invite = showsNames && <InviteDialog studyId={studyId} roles={grantableRoles(access.role)} groups={groups} />;
  return (
    <>
      <PageHeader
        title="Raters"
        lead={
          showsNames
            ? "Who labels, under which pseudonym. Only owners and coordinators see names; pseudonyms alone leave the app."
            : "Who labels, by pseudonym. A coordinator or owner knows who is who and invites people."
        }
        actions={invite}
      />
      {(total > ratersPerPage / 5 || isFiltered) && (
        <RaterSearch q={filter.q} group={filter.group} groups={groups} showsNames={showsNames} />
      )}
      <Section title={`People who label, ${total.toLocaleString("en")}`}>
        {total > 0 ? (
          <RaterTable
            studyId={studyId}
            checks={checks}
            hasTest={isUsed("qualification")}
            hasGold={isUsed("gold")}
            raters={raters}
            groups={groups}
            showsNames={showsNames}
            powers={{ studyId, mayWithdraw: showsNames, mayResetPasswords: showsNames && user.isOwner }}
          />
        ) : (
          <Empty title={isFiltered ? "No rater matches" : "Nobody labels yet"}>
            {isFiltered
              ? "Change the words or the group above."
              : "Make an invitation link and send it to the people who shall label."}
          </Empty>
        )}
        <Pager page={filter.page} pages={Math.ceil(total / ratersPerPage)} href={href} />
        <Withdrawn access={access} />
      </Section>
      {showsNames && <People access={access} mayResetPasswords={user.isOwner} />}
      <Section title="Groups" lead="Kinds of raters, such as clinicians. Agreement can be looked at group by group.">
        <GroupList studyId={studyId} groups={groups} />
      </Section>
    </>
  );
}
