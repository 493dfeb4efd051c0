import { Figure } from "@/components/judges/figure";
import { Table, Td } from "@/components/ui/table";
import { countOf, formatCount, formatEstimate } from "@/lib/format-number";
import type { SetCloseness, SetFigures } from "@/lib/measure/set-figures";
import { defined } from "@/lib/stats/defined";

function ClosenessCells({ n, closeness: { jaccard, overlap } }: { n: number; closeness: SetCloseness }) {
  return (
    <>
      <Td numeric label="Sets of people">
        {formatCount(n)}
      </Td>
      <Td numeric label="Mean Jaccard index">
        <Figure estimate={defined(jaccard)} format="percent" />
      </Td>
      <Td numeric label="An option in common">
        <Figure estimate={defined(overlap)} format="percent" />
      </Td>
    </>
  );
}

/** How near a judge's sets come to those of people, beside how near other people come to the same. */
export function SetTable({
  judge,
  sets: { units, comparisons, judge: own, people },
}: {
  judge: string;
  sets: SetFigures;
}) {
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[75ch] text-[15px]">
        {`Of the options that ${judge} or a person chose, both chose ${formatEstimate(own.jaccard, "percent")} on average; of those that two people chose, ${formatEstimate(people.jaccard, "percent")}. Over ${countOf(units, "item")}.`}
      </p>
      <Table
        columns={[
          "Against every set of a person",
          { name: "Sets of people", numeric: true },
          { name: "Mean Jaccard index", numeric: true },
          { name: "An option in common", numeric: true },
        ]}
      >
        <tbody>
          <tr>
            <Td className="font-medium">The other people</Td>
            <ClosenessCells n={comparisons} closeness={people} />
          </tr>
          <tr>
            <Td className="font-medium">{judge}</Td>
            <ClosenessCells n={comparisons} closeness={own} />
          </tr>
        </tbody>
      </Table>
    </div>
  );
}
