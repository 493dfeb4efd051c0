import { Table, Td } from "@/components/ui/table";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import type { Identification } from "@/lib/analysis/judges/identification";
import { listTruthLines } from "@/lib/analysis/judges/truth-lines";
import { formatEstimate, formatNumber } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import type { Defined } from "@/lib/stats/defined";

const say = (estimate: Estimate, format: "percent" | "coefficient" | "number") => formatEstimate(estimate, format);

function IdentificationCells({ identification }: { identification: Defined<Identification> }) {
  if (!identification.defined)
    return <Td colSpan={6} className="text-muted">{`Not defined: ${identification.because}`}</Td>;
  const { chance, probabilities } = identification.value;
  return (
    <>
      <Td numeric>{formatNumber(chance, "percent")}</Td>
      {probabilities.defined ? (
        <>
          <Td numeric>{say(probabilities.value.top2, "percent")}</Td>
          <Td numeric>{say(probabilities.value.meanRank, "number")}</Td>
          <Td numeric>{say(probabilities.value.brier, "coefficient")}</Td>
          <Td numeric>{formatNumber(probabilities.value.ece, "coefficient")}</Td>
        </>
      ) : (
        <Td colSpan={4} className="text-[13px] text-muted">
          {probabilities.because}
        </Td>
      )}
    </>
  );
}

const identified = ["n", "Top-1", "Chance", "Top-2", "Mean rank of truth", "Brier", "ECE"];

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
                  {say(truth.value.accuracy, "percent")}
                  <span className="block text-xs text-muted">
                    {`${Math.round(truth.value.accuracy.value * truth.value.n).toLocaleString("en")} of ${truth.value.n.toLocaleString("en")}`}
                  </span>
                </Td>
                {identification ? (
                  <IdentificationCells identification={identification} />
                ) : (
                  <Td numeric>{truth.value.kappa.defined ? say(truth.value.kappa.value, "coefficient") : "n/d"}</Td>
                )}
              </>
            ) : (
              <Td colSpan={hasOptions ? 7 : 3} className="text-muted">{`Not defined: ${truth.because}`}</Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
