import { Figure } from "@/components/judges/figure";
import { Table, Td } from "@/components/ui/table";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import { listTruthLines } from "@/lib/analysis/judges/truth-lines";
import { formatCount, formatNumber } from "@/lib/format-number";
import type { Identification } from "@/lib/measure/identification";
import { type Defined, defined } from "@/lib/stats/defined";

const small = "ml-auto block max-w-40 text-xs text-muted";

function IdentificationCells({ identification }: { identification: Defined<Identification> }) {
  if (!identification.defined)
    return <Td colSpan={6} className="text-muted">{`Not defined: ${identification.because}`}</Td>;
  const { chance, probabilities } = identification.value;
  return (
    <>
      <Td numeric>{formatNumber(chance, "percent")}</Td>
      {probabilities.defined ? (
        <>
          <Td numeric>
            <Figure estimate={defined(probabilities.value.top2)} format="percent" />
          </Td>
          <Td numeric>
            <Figure estimate={defined(probabilities.value.meanRank)} format="number" />
          </Td>
          <Td numeric>
            <Figure estimate={defined(probabilities.value.brier)} format="coefficient" />
          </Td>
          <Td numeric>
            {formatNumber(probabilities.value.ece, "coefficient")}
            <span className={small}>no interval: resampling pushes it up</span>
          </Td>
          <Td numeric>{formatCount(probabilities.value.n)}</Td>
        </>
      ) : (
        <Td colSpan={5} className="text-[13px] text-muted">
          {probabilities.because}
        </Td>
      )}
    </>
  );
}

const identified = ["n", "Top-1", "Chance", "Top-2", "Mean rank of truth", "Brier", "ECE", "n of these"];

/** Judges and people against the truth that items came with. */
export function TruthTable({ figures }: { figures: JudgeFigures }) {
  const lines = listTruthLines(figures);
  const hasOptions = lines.some(({ identification }) => identification !== null);
  return (
    <Table
      columns={[
        "Who",
        "Answers",
        ...(hasOptions ? identified : ["n", "Accuracy", "Kappa"]).map((name) => ({ name, numeric: true })),
      ]}
    >
      <tbody>
        {lines.map(({ id, name, answers, truth, identification }) => (
          <tr key={id}>
            <Td className="font-medium">{name}</Td>
            <Td className="text-[13px]">{answers}</Td>
            {truth.defined ? (
              <>
                <Td numeric>{truth.value.n.toLocaleString("en")}</Td>
                <Td numeric>
                  <Figure estimate={defined(truth.value.accuracy)} format="percent" />
                  <span className="block text-xs text-muted">
                    {`${Math.round(truth.value.accuracy.value * truth.value.n).toLocaleString("en")} of ${truth.value.n.toLocaleString("en")}`}
                  </span>
                </Td>
                {identification ? (
                  <IdentificationCells identification={identification} />
                ) : (
                  <Td numeric>
                    <Figure estimate={truth.value.kappa} format="coefficient" />
                  </Td>
                )}
              </>
            ) : (
              <Td
                colSpan={hasOptions ? identified.length : 3}
                className="text-muted"
              >{`Not defined: ${truth.because}`}</Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
