import { type ManagedRater, type Powers, RaterDialog } from "@/components/raters/rater-dialog";
import { Badge } from "@/components/ui/badge";
import { Nothing, Table, Td } from "@/components/ui/table";

type RaterRow = ManagedRater & {
  kind: "HUMAN" | "ADJUDICATOR" | "JUDGE" | "CLASSIFIER";
  origin: "APP" | "IMPORTED" | "SIMULATED";
  group: { name: string } | null;
  doneCount: number;
  sawConditions: boolean;
};

type RaterTableProps = {
  raters: readonly RaterRow[];
  groups: readonly { id: string; name: string }[];
  powers: Powers;
  showsNames: boolean;
};

function Marks({ rater }: { rater: RaterRow }) {
  return (
    <span className="flex flex-wrap gap-1">
      {rater.status === "PAUSED" && <Badge tone="attention">Paused</Badge>}
      {rater.kind === "ADJUDICATOR" && <Badge>Adjudicator</Badge>}
      {rater.origin === "IMPORTED" && <Badge>From a file</Badge>}
      {rater.origin === "SIMULATED" && <Badge tone="attention">Simulated</Badge>}
      {rater.sawConditions && <Badge title="Left out of the headline figures">Saw conditions</Badge>}
    </span>
  );
}

function Person({ user }: Pick<RaterRow, "user">) {
  if (!user) return <span className="text-muted">No account</span>;
  return (
    <>
      <span className="block">{user.name}</span>
      <span className="block text-[13px] text-muted">{user.email}</span>
    </>
  );
}

/** People who label, one a line: pseudonym first, names only for whoever may know them. */
export function RaterTable({ raters, groups, powers, showsNames }: RaterTableProps) {
  return (
    <Table
      columns={[
        "Pseudonym",
        ...(showsNames ? ["Person"] : []),
        "Group",
        { name: "Items labeled", numeric: true },
        { name: "Quota", numeric: true },
        { name: "Notes", isHidden: true },
        { name: "Manage", isHidden: true },
      ]}
    >
      <tbody>
        {raters.map((rater) => (
          <tr key={rater.id}>
            <Td className="font-medium whitespace-nowrap">{rater.pseudonym}</Td>
            {showsNames && (
              <Td>
                <Person user={rater.user} />
              </Td>
            )}
            <Td>{rater.group?.name ?? <Nothing>None</Nothing>}</Td>
            <Td numeric>{(rater.doneCount || rater.judgments).toLocaleString("en")}</Td>
            <Td numeric>{rater.quota?.toLocaleString("en") ?? <Nothing>None</Nothing>}</Td>
            <Td>
              <Marks rater={rater} />
            </Td>
            <Td className="py-1.5 pr-0 text-right">
              <RaterDialog rater={rater} groups={groups} powers={powers} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
