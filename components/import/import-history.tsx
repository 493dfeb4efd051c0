import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Nothing, Table, Td } from "@/components/ui/table";
import { countOf } from "@/lib/format-number";
import type { FormatEntry } from "@/lib/formats/formats";
import type { ImportSummary } from "@/lib/imports/contract";

const states = {
  STAGING: { label: "being checked", tone: "plain" },
  READY: { label: "ready to import", tone: "attention" },
  FAILED: { label: "not imported", tone: "danger" },
  COMMITTING: { label: "being imported", tone: "plain" },
  DONE: { label: "imported", tone: "accent" },
  CANCELLED: { label: "stopped", tone: "plain" },
} as const;

type ImportHistoryProps = { imports: readonly ImportSummary[]; formats: readonly FormatEntry[] };

/** What came in before, and what still waits. */
export function ImportHistory({ imports, formats }: ImportHistoryProps) {
  const labelOf = (format: string) => formats.find(({ key }) => key === format)?.label;
  return (
    <Table
      columns={[
        "File",
        "Read as",
        "When",
        { name: "Items", numeric: true },
        { name: "Labels", numeric: true },
        "State",
      ]}
    >
      <tbody>
        {imports.map(({ id, fileName, format, createdAt, counts, state, problemCount }) => (
          <tr key={id}>
            <Td className="max-w-64">
              <Link href={`?id=${id}`} className="block truncate font-medium text-accent hover:underline">
                {fileName}
              </Link>
            </Td>
            <Td>{(format && labelOf(format)) ?? <Nothing />}</Td>
            <Td className="whitespace-nowrap">
              <Moment at={createdAt} />
            </Td>
            <Td numeric>{counts.items.toLocaleString("en")}</Td>
            <Td numeric>{counts.labels.toLocaleString("en")}</Td>
            <Td>
              <Badge tone={states[state].tone}>{states[state].label}</Badge>
              {problemCount > 0 && (
                <span className="ml-2 text-[13px] text-muted">{countOf(problemCount, "problem")}</span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
