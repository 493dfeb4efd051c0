import { Figure } from "@/components/judges/figure";
import { Table, Td } from "@/components/ui/table";
import type { SelfConsistency } from "@/lib/analysis/judges/self-consistency";
import { formatCount } from "@/lib/format-number";

const numeric = (name: string) => ({ name, numeric: true });

/** How often judges over their runs, and people over repeats, say the same of the same item. */
export function ConsistencyTable({ rows }: { rows: readonly SelfConsistency[] }) {
  return (
    <Table
      columns={[
        "Who",
        numeric("Items labeled again"),
        numeric("Labels of one, at most"),
        numeric("Answer flips"),
        numeric("Alpha across runs"),
      ]}
    >
      <tbody>
        {rows.map(({ id, name, units, runs, flips, alpha }) => (
          <tr key={id}>
            <Td className="font-medium">{name}</Td>
            <Td numeric label="Items labeled again">
              {formatCount(units)}
            </Td>
            <Td numeric label="Labels of one, at most">
              {formatCount(runs)}
            </Td>
            <Td numeric label="Answer flips">
              <Figure estimate={flips} format="percent" />
            </Td>
            <Td numeric label="Alpha across runs">
              <Figure estimate={alpha} format="coefficient" />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
