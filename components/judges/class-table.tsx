import { Figure } from "@/components/judges/figure";
import { Table, Td } from "@/components/ui/table";
import { formatCount } from "@/lib/format-number";
import type { ClassFigures } from "@/lib/measure/class-figures";

/** What a judge misses and what it cries wolf over, answer by answer, against the people's majority. */
export function ClassTable({ classes }: { classes: readonly ClassFigures[] }) {
  return (
    <Table
      columns={[
        "Answer",
        { name: "Items of it", numeric: true },
        { name: "Found (sensitivity)", numeric: true },
        { name: "Others spared (specificity)", numeric: true },
        { name: "Right when said (precision)", numeric: true },
        { name: "Rate by the judge", numeric: true },
        { name: "Corrected rate", numeric: true },
        { name: "Rate by people", numeric: true },
      ]}
    >
      <tbody>
        {classes.map((own) => (
          <tr key={own.label}>
            <Td className="font-medium">{own.label}</Td>
            <Td numeric>{`${formatCount(own.positives)} of ${formatCount(own.positives + own.negatives)}`}</Td>
            {(["sensitivity", "specificity", "precision", "judgedRate", "correctedRate", "trueRate"] as const).map(
              (key) => (
                <Td key={key} numeric>
                  <Figure estimate={own[key]} format="percent" />
                </Td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
