import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Progress } from "@/components/ui/progress";
import { Nothing, Table, Td } from "@/components/ui/table";
import type { RaterProgress } from "@/lib/analysis/overview-queries";
import { countOf } from "@/lib/format-number";

const minute = 60_000;

/** "just now", "12 min ago", "3 h ago", "5 days ago". */
export function sayAgo(then: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - then.getTime()) / minute));
  if (minutes < 2) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${countOf(Math.floor(minutes / 60 / 24), "day")} ago`;
}

type RaterProgressTableProps = { raters: readonly RaterProgress[]; items: number; now: Date };

const shownAtOnce = 10;

/** Who the study waits for: everybody who labels here, the fewest labels first, by pseudonym. */
export function RaterProgressTable({ raters, items, now }: RaterProgressTableProps) {
  const rest = raters.slice(shownAtOnce);
  return (
    <>
      <Lines raters={raters.slice(0, shownAtOnce)} items={items} now={now} />
      {rest.length > 0 && (
        <details className="mt-3">
          <summary className="text-sm text-accent">{`${countOf(rest.length, "more rater")}, further on`}</summary>
          <Lines raters={rest} items={items} now={now} />
        </details>
      )}
    </>
  );
}

function Lines({ raters, items, now }: RaterProgressTableProps) {
  return (
    <Table
      columns={[
        "Rater",
        "Group",
        { name: "Items labeled", numeric: true },
        { name: "Of the quota, or of all items", className: "w-1/4" },
        { name: "Skips", numeric: true },
        { name: "Last label", numeric: true },
      ]}
    >
      <tbody>
        {raters.map(({ id, pseudonym, group, done, quota, skips, lastAt, status, sawConditions, origin }) => (
          <tr key={id}>
            <Td className="font-medium whitespace-nowrap">
              {pseudonym}
              <span className="ml-2 inline-flex gap-1">
                {status === "PAUSED" && <Badge tone="attention">paused</Badge>}
                {origin === "SIMULATED" && <Badge>simulated</Badge>}
                {sawConditions && <Badge tone="attention">saw conditions</Badge>}
              </span>
            </Td>
            <Td>{group ?? <Nothing />}</Td>
            <Td numeric>{done.toLocaleString("en")}</Td>
            <Td className="min-w-32 align-middle">
              <Progress
                value={done}
                max={Math.max(1, quota ?? items)}
                label={`${pseudonym}: ${done} of ${quota ?? items}`}
              />
            </Td>
            <Td numeric>{skips.toLocaleString("en")}</Td>
            <Td numeric className="whitespace-nowrap text-muted">
              {lastAt ? <Moment at={lastAt}>{sayAgo(lastAt, now)}</Moment> : "not yet"}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
