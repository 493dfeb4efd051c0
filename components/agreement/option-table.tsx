import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import { Figure } from "@/components/judges/figure";
import { Table, Td } from "@/components/ui/table";
import { countOf, formatCount, formatEstimate } from "@/lib/format-number";
import { coefficientOf, keys } from "@/lib/measure/measured";
import type { OptionFigures } from "@/lib/measure/option-figures";

const shown = [
  { key: keys.percent, format: "percent" },
  { key: keys.alpha, format: "coefficient" },
  { key: keys.cohen, format: "coefficient" },
  { key: keys.meanOfPairs, format: "coefficient" },
  { key: keys.gwet, format: "coefficient" },
] as const;

const mostSaid = ({ share }: OptionFigures) => (share.defined ? formatEstimate(share.value, "percent") : share.because);

const shareOf = ({ share }: OptionFigures) => (share.defined ? share.value.value : 0);

/** The option chosen most, and the one that people agree on least. */
function describeOptions(options: readonly OptionFigures[]): string {
  const [most] = options.toSorted((a, b) => shareOf(b) - shareOf(a));
  const alphas = options.flatMap(({ label, measured }) => {
    const alpha = coefficientOf(measured, keys.alpha);
    return alpha.defined ? [{ label, value: alpha.value.value }] : [];
  });
  const [least] = alphas.toSorted((a, b) => a.value - b.value);
  if (!most) return "No option was chosen yet.";
  const agreed = least && alphas.length > 1 ? ` People agree least on “${least.label}”.` : "";
  return `“${most.label}” is chosen most: by ${mostSaid(most)} of an item's labels on average (${countOf(most.of, "label")}).${agreed}`;
}

/** Each option as a question of its own, chosen or not: how common it is, and how far people agree on it. */
export function OptionTable({ options, questionKey }: { options: readonly OptionFigures[]; questionKey: string }) {
  const columns = shown.flatMap(({ key, format }) => {
    const own = options[0]?.measured.find((one) => one.key === key);
    return own ? [{ key, format, name: own.name }] : [];
  });
  return (
    <div className="flex flex-col gap-8">
      <ChartFrame
        name={`options-${questionKey}`}
        finding={describeOptions(options)}
        note="Share of an item's labels that hold the option, averaged over items, with its 95 % interval. The shares do not sum to 100 %."
        chartData={{
          columns: ["option", "labels with it", "labels", "mean share of an item's labels", "low", "high"],
          rows: options.map(({ label, chosen, of, share }) => [label, chosen, of, ...estimateCells(share)]),
        }}
      >
        <DotWhisker
          rows={options.map(({ option, label, chosen, of, share }) => ({
            id: option,
            label,
            n: `${formatCount(chosen)} of ${formatCount(of)}`,
            marks: [share],
          }))}
          format="percent"
          axis="Mean share of an item's labels"
        />
      </ChartFrame>
      <Table columns={["Option", ...columns.map(({ name }) => ({ name, numeric: true }))]}>
        <tbody>
          {options.map(({ option, label, measured }) => (
            <tr key={option}>
              <Td className="font-medium">{label}</Td>
              {columns.map(({ key, format }) => (
                <Td key={key} numeric>
                  <Figure estimate={coefficientOf(measured, key)} format={format} />
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
