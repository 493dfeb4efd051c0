import { Figure } from "@/components/judges/figure";
import { Table, Td, Th } from "@/components/ui/table";
import type { ClassFigures } from "@/lib/analysis/class-figures";
import { formatCount } from "@/lib/format-number";

/** What a judge misses and what it cries wolf over, answer by answer, against the people's majority. */
export function ClassTable({ classes }: { classes: readonly ClassFigures[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Answer</Th>
          <Th numeric>Items of it</Th>
          <Th numeric>Found (sensitivity)</Th>
          <Th numeric>Others spared (specificity)</Th>
          <Th numeric>Right when said (precision)</Th>
          <Th numeric>Rate by the judge</Th>
          <Th numeric>Corrected rate</Th>
          <Th numeric>Rate by people</Th>
        </tr>
      </thead>
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
