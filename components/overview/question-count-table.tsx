import Link from "next/link";
import { Table, Td } from "@/components/ui/table";
import type { AgreementFigures } from "@/lib/analysis/agreement/figures";

/** What people answered, question by question: values, and the answers that are none. */
export function QuestionCountTable({
  questions,
  studyId,
}: {
  questions: readonly AgreementFigures[];
  studyId: string;
}) {
  return (
    <Table
      columns={[
        "Question",
        { name: "Items", numeric: true },
        { name: "With two or more", numeric: true },
        { name: "Values", numeric: true },
        { name: "Cannot judge", numeric: true },
        { name: "Refusal", numeric: true },
        { name: "Missing", numeric: true },
      ]}
    >
      <tbody>
        {questions.map(({ question, counts, tally }) => (
          <tr key={question.key}>
            <Td className="min-w-40">
              <Link href={`/studies/${studyId}/agreement?question=${question.key}`} className="hover:underline">
                {question.text}
              </Link>
            </Td>
            <Td numeric>{counts.items.toLocaleString("en")}</Td>
            <Td numeric>{counts.pairableItems.toLocaleString("en")}</Td>
            <Td numeric>{tally.given.toLocaleString("en")}</Td>
            <Td numeric>{tally.cannotJudge.toLocaleString("en")}</Td>
            <Td numeric>{tally.refusal.toLocaleString("en")}</Td>
            <Td numeric>{(tally.missing + tally.unparsed).toLocaleString("en")}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
