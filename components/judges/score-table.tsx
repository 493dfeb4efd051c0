import { Figure } from "@/components/judges/figure";
import { Table, Td } from "@/components/ui/table";
import { describeScores } from "@/lib/analysis/judges/describe-scores";
import { countOf, formatCount } from "@/lib/format-number";
import type { Closeness, ScoreFigures } from "@/lib/measure/score-figures";
import { defined } from "@/lib/stats/defined";

function ClosenessCells({ n, closeness }: { n: number; closeness: Closeness }) {
  return (
    <>
      <Td numeric>{formatCount(n)}</Td>
      <Td numeric>
        <Figure estimate={defined(closeness.error)} format="number" />
      </Td>
      <Td numeric>
        <Figure estimate={closeness.pearson} format="coefficient" />
      </Td>
    </>
  );
}

function SameReferences({ judge, same }: { judge: string; same: ScoreFigures["sameReferences"] }) {
  if (!same.defined) return <p className="text-sm text-muted">{`Beside people: not defined, ${same.because}.`}</p>;
  const { comparisons, judge: own, people } = same.value;
  return (
    <Table
      columns={[
        "Against the mean of the other people",
        { name: "Labels", numeric: true },
        { name: "Mean distance in points", numeric: true },
        { name: "Pearson's r", numeric: true },
      ]}
    >
      <tbody>
        <tr>
          <Td className="font-medium">People (ceiling)</Td>
          <ClosenessCells n={comparisons} closeness={people} />
        </tr>
        <tr>
          <Td className="font-medium">{judge}</Td>
          <ClosenessCells n={comparisons} closeness={own} />
        </tr>
      </tbody>
    </Table>
  );
}

/** A judge's points beside the people's: bias, correlation, and its mean as it stands and corrected. */
export function ScoreTable({ judge, scores }: { judge: string; scores: ScoreFigures }) {
  const { units, bias, pearson, spearman, means, sameReferences } = scores;
  return (
    <div className="flex flex-col gap-6">
      <p className="max-w-[75ch] text-[15px]">{describeScores(judge, scores)}</p>
      <Table
        columns={[
          { name: "Items", numeric: true },
          { name: "Mean by people", numeric: true },
          { name: "Mean by the judge", numeric: true },
          { name: "Judge minus people", numeric: true },
          { name: "Pearson's r", numeric: true },
          { name: "Spearman's rho", numeric: true },
          { name: `Mean by the judge, all ${countOf(means.judged, "item")}`, numeric: true },
          { name: "Corrected mean", numeric: true },
        ]}
      >
        <tbody>
          <tr>
            <Td numeric>{formatCount(units)}</Td>
            <Td numeric>
              <Figure estimate={defined(means.people)} format="number" />
            </Td>
            <Td numeric>
              <Figure estimate={defined(means.judgeThere)} format="number" />
            </Td>
            <Td numeric>
              <Figure estimate={defined(bias)} format="number" />
            </Td>
            <Td numeric>
              <Figure estimate={pearson} format="coefficient" />
            </Td>
            <Td numeric>
              <Figure estimate={spearman} format="coefficient" />
            </Td>
            <Td numeric>
              <Figure estimate={defined(means.judge)} format="number" />
            </Td>
            <Td numeric>
              <Figure estimate={means.corrected} format="number" />
            </Td>
          </tr>
        </tbody>
      </Table>
      <SameReferences judge={judge} same={sameReferences} />
      <p className="max-w-[75ch] text-[13px] text-muted">
        Correlations and bias are against the mean of all people on an item; a judge may correlate well and still score
        everything too high. The corrected mean is prediction-powered inference: the judge's mean on items that only it
        scored, moved by how far it was off where people scored too. It holds if those items were drawn at random.
      </p>
    </div>
  );
}
