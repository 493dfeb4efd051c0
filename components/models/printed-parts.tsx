import { Table, Td } from "@/components/ui/table";
import type { Printed } from "@/lib/analysis/analysis";

function PrintedTable({ columns, rows }: Exclude<Printed, string>) {
  return (
    <Table className="mb-3" columns={columns.map((name, place) => ({ name, numeric: place > 0 }))}>
      <tbody>
        {rows.map(([first, ...cells], place) => (
          // Rows have no other name: two effects may be called alike.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows neither move nor change
          <tr key={place}>
            <Td className="font-medium">{first}</Td>
            {cells.map((cell, column) => (
              <Td key={columns[column + 1]} numeric>
                {cell}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Lines and tables as the command line prints them, so that both say the same. */
export function PrintedParts({ parts }: { parts: readonly Printed[] }) {
  return parts
    .filter((part) => part !== "")
    .map((part, place) =>
      typeof part === "string" ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts neither move nor change
        <p key={place} className="mb-2 max-w-[75ch] text-sm">
          {part}
        </p>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts neither move nor change
        <PrintedTable key={place} {...part} />
      ),
    );
}
