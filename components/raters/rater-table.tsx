import Link from "next/link";
import { type ManagedRater, type Powers, RaterDialog } from "@/components/raters/rater-dialog";
import { Badge } from "@/components/ui/badge";
import { Nothing, Table, Td } from "@/components/ui/table";

type RaterRow = ManagedRater & {
  kind: "HUMAN" | "ADJUDICATOR" | "JUDGE" | "CLASSIFIER";
  origin: "APP" | "IMPORTED" | "SIMULATED";
  group: { name: string } | null;
  doneCount: number;
  sawConditions: boolean;
  pausedBy: string | null;
  goldWarnedAt: Date | null;
};

/** How a rater did on items with known answers, in a few words; null where the study has none of a kind. */
export type RaterChecks = { test: string | null; gold: string | null };

type RaterTableProps = {
  studyId: string;
  /** By rater. */
  checks: ReadonlyMap<string, RaterChecks>;
  hasTest: boolean;
  hasGold: boolean;
  raters: readonly RaterRow[];
  groups: readonly { id: string; name: string }[];
  powers: Powers;
  showsNames: boolean;
};

function Marks({ rater }: { rater: RaterRow }) {
  return (
    <span className="flex flex-wrap gap-1">
      {rater.status === "PAUSED" && (
        <Badge tone="attention">{rater.pausedBy === "gold" ? "Paused by gold" : "Paused"}</Badge>
      )}
      {rater.status === "ACTIVE" && rater.goldWarnedAt && (
        <Badge tone="attention" title="Gold answers are below the bound at which the study warns">
          Gold is low
        </Badge>
      )}
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
export function RaterTable({ studyId, raters, checks, hasTest, hasGold, groups, powers, showsNames }: RaterTableProps) {
  return (
    <Table
      columns={[
        "Pseudonym",
        ...(showsNames ? ["Person"] : []),
        "Group",
        { name: "Items labeled", numeric: true },
        { name: "Quota", numeric: true },
        ...(hasTest ? ["Test"] : []),
        ...(hasGold ? [{ name: "Gold right", numeric: true }] : []),
        { name: "Notes", isHidden: true },
        { name: "Manage", isHidden: true },
      ]}
    >
      <tbody>
        {raters.map((rater) => (
          <tr key={rater.id}>
            <Td className="font-medium whitespace-nowrap">
              <Link
                href={`/studies/${studyId}/raters/${encodeURIComponent(rater.pseudonym)}`}
                className="text-accent hover:underline"
              >
                {rater.pseudonym}
              </Link>
            </Td>
            {showsNames && (
              <Td>
                <Person user={rater.user} />
              </Td>
            )}
            <Td>{rater.group?.name ?? <Nothing>None</Nothing>}</Td>
            <Td numeric>{(rater.doneCount || rater.judgments).toLocaleString("en")}</Td>
            <Td numeric>{rater.quota?.toLocaleString("en") ?? <Nothing>None</Nothing>}</Td>
            {hasTest && (
              <Td className="whitespace-nowrap">{checks.get(rater.id)?.test ?? <Nothing>Not yet</Nothing>}</Td>
            )}
            {hasGold && (
              <Td numeric className="whitespace-nowrap">
                {checks.get(rater.id)?.gold ?? <Nothing>None yet</Nothing>}
              </Td>
            )}
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
