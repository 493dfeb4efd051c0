import { type Member, MemberDialog } from "@/components/raters/member-dialog";
import { Table, Td } from "@/components/ui/table";
import { roleWords } from "@/lib/studies/role-words";

type TeamTableProps = {
  studyId: string;
  members: readonly Member[];
  /** Owners change roles; coordinators see who is there. */
  mayChange: boolean;
  mayResetPasswords: boolean;
};

/** Everybody with a role other than rater. */
export function TeamTable({ studyId, members, mayChange, mayResetPasswords }: TeamTableProps) {
  return (
    <Table columns={["Person", "Role", { name: "Manage", isHidden: true }]}>
      <tbody>
        {members.map((member) => (
          <tr key={member.user.id}>
            <Td>
              <span className="block font-medium">{member.user.name}</span>
              <span className="block text-[13px] text-muted">{member.user.email}</span>
            </Td>
            <Td>
              {roleWords[member.role].name}
              <span className="hidden text-[13px] text-muted sm:block">{roleWords[member.role].does}</span>
            </Td>
            <Td className="py-1.5 pr-0 text-right">
              {mayChange && <MemberDialog studyId={studyId} member={member} mayResetPasswords={mayResetPasswords} />}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
