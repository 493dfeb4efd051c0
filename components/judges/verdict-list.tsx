import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Table, Td } from "@/components/ui/table";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import { nameOf } from "@/lib/analysis/judges/judge-names";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { listUnmet, listVerdict } from "@/lib/measure/verdict/describe-verdict";
import type { Verdict } from "@/lib/measure/verdict/verdict";

const answers: Record<Verdict["answer"], { words: string; tone: "accent" | "danger" | "attention" }> = {
  may: { words: "May replace people", tone: "accent" },
  "may-not": { words: "May not replace people", tone: "danger" },
  none: { words: "No verdict", tone: "attention" },
};

const columns = ["Asked for", "Met", "Found"];

function Weighed({ verdict }: { verdict: Verdict }) {
  return (
    <details className="mt-2">
      <summary className="cursor-pointer text-sm text-muted">Everything that was asked for</summary>
      <div className="mt-3">
        <Table columns={columns}>
          <tbody>
            {listVerdict(verdict).map(([name, met, found]) => (
              <tr key={name}>
                <Td className="first-letter:uppercase">{name}</Td>
                <Td
                  label={columns[1]}
                  className={classNames("whitespace-nowrap", met === "no" && "font-medium text-danger")}
                >
                  {met}
                </Td>
                <Td label={columns[2]}>{found}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}

function JudgeVerdict({ row, verdict }: { row: JudgeRow; verdict: Verdict }) {
  const { words, tone } = answers[verdict.answer];
  const unmet = listUnmet(verdict);
  return (
    <li className="border-t border-line py-4 first:border-t-0 first:pt-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium wrap-anywhere">{nameOf(row)}</span>
        <Badge tone={tone}>{words}</Badge>
      </p>
      {unmet.length > 0 && (
        <ul className="mt-2 flex max-w-[75ch] flex-col gap-1 text-sm">
          {unmet.map(({ name, found }) => (
            <li key={name} className="wrap-anywhere first-letter:uppercase">
              {name} <span className="text-muted">({found})</span>
            </li>
          ))}
        </ul>
      )}
      <Weighed verdict={verdict} />
    </li>
  );
}

/** May each judge take the place of people, on this question, these labels and these conditions? */
export function VerdictList({ figures, termsHref }: { figures: JudgeFigures; termsHref: string | null }) {
  const judged = figures.rows.flatMap((row) => (row.verdict ? [{ row, verdict: row.verdict }] : []));
  const isOpen = judged.some(({ verdict }) =>
    verdict.preconditions.some(({ key, isMet }) => key === "terms" && !isMet),
  );
  return (
    <>
      {isOpen && termsHref && (
        <p className="mb-4 text-sm">
          <Link href={termsHref} className="underline underline-offset-2">
            Say what a judge has to show
          </Link>{" "}
          before you look at the figures below.
        </p>
      )}
      <ul>
        {judged.map(({ row, verdict }) => (
          <JudgeVerdict key={row.id} row={row} verdict={verdict} />
        ))}
      </ul>
    </>
  );
}
