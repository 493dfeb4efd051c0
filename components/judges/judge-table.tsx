import { Figure } from "@/components/judges/figure";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { describeAnswers } from "@/lib/analysis/judges/describe";
import { describeBaseline, describeBesideBaselines } from "@/lib/analysis/judges/describe-baselines";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { countOf, formatCount, formatEstimate, formatInterval, formatPoints } from "@/lib/format-number";
import type { BaselineRow } from "@/lib/judges/baselines/measure-baselines";
import type { SameReferences } from "@/lib/measure/against-people";
import type { Comparison } from "@/lib/measure/two-columns";
import { hasDistances } from "@/lib/questions/scale";
import type { Defined } from "@/lib/stats/defined";

/** On a phone, where no line of headings stands above the figures. */
const names = {
  comparisons: "Labels held against the other people",
  agree: "Agree with them",
  kappa: "Kappa with them",
  beside: "Points beside people",
};

function SameReferenceCells({ figures }: { figures: Defined<SameReferences> }) {
  if (!figures.defined)
    return (
      <Td colSpan={4} label={names.agree} className="max-w-64 text-[13px] text-muted">
        {`Not defined: ${figures.because}`}
      </Td>
    );
  const { comparisons, judge, judgeKappa, people, difference } = figures.value;
  return (
    <>
      <Td numeric label={names.comparisons}>
        {formatCount(comparisons)}
      </Td>
      <Td numeric label={names.agree}>
        <Figure estimate={{ defined: true, value: judge }} format="percent" />
      </Td>
      <Td numeric label={names.kappa}>
        <Figure estimate={judgeKappa} format="coefficient" />
      </Td>
      <Td numeric label={names.beside}>
        {formatPoints(difference.value)}
        {difference.interval.defined ? (
          <span className="block text-xs whitespace-nowrap text-muted">
            {formatInterval(difference.interval.value, "points")}
          </span>
        ) : (
          <span className="ml-auto block max-w-40 text-xs text-muted">{`no interval: ${difference.interval.because}`}</span>
        )}
        <span className="ml-auto block max-w-40 text-xs text-muted">{`people ${formatEstimate(people, "percent")}`}</span>
      </Td>
    </>
  );
}

function ComparisonCells({ figures, against }: { figures: Defined<Comparison>; against: string }) {
  if (!figures.defined)
    return (
      <Td colSpan={3} label={`Against ${against}`} className="max-w-56 text-[13px] text-muted">
        {`Not defined: ${figures.because}`}
      </Td>
    );
  const { n, accuracy, kappa, weightedKappa } = figures.value;
  return (
    <>
      <Td numeric label={`Labels against ${against}`}>
        {formatCount(n)}
      </Td>
      <Td numeric label={`Accuracy against ${against}`}>
        <Figure estimate={{ defined: true, value: accuracy }} format="percent" />
      </Td>
      <Td numeric label={`Kappa against ${against}`}>
        <Figure estimate={weightedKappa ?? kappa} format="coefficient" />
      </Td>
    </>
  );
}

const kindWords = { judge: "", classifier: "classifier", person: "person", panel: "panel", truth: "not a judge" };

function JudgeLine({ row }: { row: JudgeRow }) {
  return (
    <tr>
      <Td className="min-w-36 font-medium">
        {row.name}
        {row.promptVersion && (
          <span className="block text-xs font-normal text-muted">{`prompt ${row.promptVersion}`}</span>
        )}
        {kindWords[row.kind] && <Badge className="mt-1">{kindWords[row.kind]}</Badge>}
      </Td>
      <Td label="Answers" className="min-w-32 text-[13px]">
        {describeAnswers(row)}
        {describeBesideBaselines(row).map((words) => (
          <span key={words} className="block text-xs text-muted first-letter:uppercase">
            {words}
          </span>
        ))}
      </Td>
      <SameReferenceCells figures={row.sameReferences} />
      <ComparisonCells figures={row.majority} against="the majority" />
      <ComparisonCells figures={row.each} against="every single label" />
    </tr>
  );
}

function BaselineLine({ row }: { row: BaselineRow }) {
  return (
    <tr className="text-muted">
      <Td className="min-w-36">
        {row.name}
        <Badge className="mt-1 block w-fit">baseline</Badge>
      </Td>
      <Td label="Answers" className="min-w-32 text-[13px] first-letter:uppercase">
        {describeBaseline(row)}
      </Td>
      <SameReferenceCells figures={row.sameReferences} />
      <ComparisonCells figures={row.majority} against="the majority" />
      <ComparisonCells figures={row.each} against="every single label" />
    </tr>
  );
}

function CeilingLine({ ceiling, counts }: Pick<JudgeFigures, "ceiling" | "counts">) {
  return (
    <tr className="[&>td]:border-b-line-strong">
      <Td className="font-medium">People (ceiling)</Td>
      <Td
        label="Answers"
        className="text-[13px]"
      >{`${countOf(counts.labels, "label")} on ${countOf(counts.items, "item")}`}</Td>
      {ceiling.defined ? (
        <>
          <Td numeric label={names.comparisons}>
            {formatCount(ceiling.value.comparisons)}
          </Td>
          <Td numeric label={names.agree}>
            <Figure estimate={{ defined: true, value: ceiling.value.agreement }} format="percent" />
          </Td>
          <Td numeric label={names.kappa}>
            <Figure estimate={ceiling.value.kappa} format="coefficient" />
          </Td>
          <Td numeric label={names.beside}>
            0
          </Td>
        </>
      ) : (
        <Td colSpan={4} label={names.agree} className="text-[13px] text-muted">{`Not defined: ${ceiling.because}`}</Td>
      )}
      <Td colSpan={6} label="Against the majority" className="text-[13px] text-muted">
        A majority that a person is part of is no fair reference for that person.
      </Td>
    </tr>
  );
}

/** Judges and people in one table: against the same references, the majority, and every single label. */
export function JudgeTable({ figures }: { figures: JudgeFigures }) {
  const kappa = hasDistances(figures.scale.kind) ? "Kappa, quadratic" : "Kappa";
  return (
    <Table
      className="sm:[&_td]:px-2.5 sm:[&_th]:px-2.5"
      columns={["Who", "Answers"]}
      head={
        <thead>
          <tr>
            <Th rowSpan={2}>Who</Th>
            <Th rowSpan={2}>Answers</Th>
            <Th colSpan={4} className="text-center">
              Against the other people, same references
            </Th>
            <Th colSpan={3} className="text-center">
              Against the majority
            </Th>
            <Th colSpan={3} className="text-center">
              Against every single label
            </Th>
          </tr>
          <tr className="[&>th:first-child]:static [&>th:first-child]:pl-2.5">
            <Th numeric>Labels</Th>
            <Th numeric>Agree</Th>
            <Th numeric>{kappa}</Th>
            <Th numeric>Points beside people</Th>
            <Th numeric>n</Th>
            <Th numeric>Accuracy</Th>
            <Th numeric>{kappa}</Th>
            <Th numeric>n</Th>
            <Th numeric>Accuracy</Th>
            <Th numeric>{kappa}</Th>
          </tr>
        </thead>
      }
    >
      <tbody>
        <CeilingLine ceiling={figures.ceiling} counts={figures.counts} />
        {figures.rows.map((row) => (
          <JudgeLine key={row.id} row={row} />
        ))}
        {figures.baselines.map((row) => (
          <BaselineLine key={row.key} row={row} />
        ))}
      </tbody>
    </Table>
  );
}
