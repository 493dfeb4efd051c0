import { Nothing, Table, Td } from "@/components/ui/table";
import type { AgreementDetail } from "@/lib/analysis/agreement/detail";
import { countOf, formatEstimate } from "@/lib/format-number";
import { keys, type Measured } from "@/lib/measure/measured";

/** The coefficient that stands for a question where one number has to: alpha, which takes missing labels and any scale. */
const headline = ({ coefficients }: AgreementDetail): Measured | undefined => {
  const isAlpha = ({ key }: Measured) => key === keys.alpha || key === keys.masi;
  return coefficients.find(isAlpha) ?? coefficients.find(({ key }) => key === keys.aboveChance);
};

const sayHeadline = (figures: AgreementDetail | null): string | null => {
  const measured = figures && headline(figures);
  if (!measured) return null;
  return measured.estimate.defined ? formatEstimate(measured.estimate.value, "coefficient") : "not defined";
};

export type Compared = { all: AgreementDetail; without: AgreementDetail | null };

type AmongOthersProps = { raterId: string; questions: readonly Compared[] };

/** One rater among the others: how often they say what the rest says, and what agreement is with them and without them. */
export function AmongOthers({ raterId, questions }: AmongOthersProps) {
  return (
    <Table
      columns={[
        "Question",
        { name: "Agrees with the majority of the others", numeric: true },
        { name: "Alpha, everybody", numeric: true },
        { name: "Alpha without them", numeric: true },
      ]}
    >
      <tbody>
        {questions.map(({ all, without }) => {
          const own = all.people.defined ? all.people.value.find((person) => person.raterId === raterId) : undefined;
          return (
            <tr key={all.question.key}>
              <Td className="min-w-48">{all.question.text}</Td>
              <Td numeric>
                {own ? (
                  <>
                    {formatEstimate(own.agreement, "percent")}
                    <span className="block text-[13px] text-muted">{countOf(own.units, "item")}</span>
                  </>
                ) : (
                  <Nothing>{all.people.defined ? "No item with two others" : all.people.because}</Nothing>
                )}
              </Td>
              <Td numeric className="font-medium whitespace-nowrap">
                {sayHeadline(all) ?? <Nothing />}
              </Td>
              <Td numeric className="whitespace-nowrap">
                {sayHeadline(without) ?? <Nothing />}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
