import { Notice } from "@/components/ui/notice";
import { Nothing, Table, Td } from "@/components/ui/table";
import { countOf } from "@/lib/format-number";
import type { Problem } from "@/lib/text/rows/problem";

type ProblemListProps = { problems: readonly Problem[]; total?: number; isHead?: boolean };

const shownAtOnce = 100;

/** Every problem with its line and field, so that a person can mend the file in one sitting. */
export function ProblemList({ problems, total = problems.length, isHead }: ProblemListProps) {
  if (total === 0) return null;
  const shown = problems.slice(0, shownAtOnce);
  const title = `${countOf(total, "problem")}${isHead ? " in the first lines" : ""}. Nothing is imported.`;
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="danger" title={title}>
        Change how the file is read above, or mend the file and drop it again.
      </Notice>
      <Table columns={[{ name: "Line", numeric: true }, "Field", "What is wrong"]}>
        <tbody>
          {shown.map(({ file, line, field, message }) => (
            <tr key={`${file} ${line} ${field} ${message}`}>
              <Td numeric className="whitespace-nowrap">
                {line || "whole file"}
              </Td>
              <Td>{field ?? <Nothing />}</Td>
              <Td className="max-w-[80ch] break-words">{message}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {total > shown.length && (
        <p className="text-sm text-muted">And {(total - shown.length).toLocaleString("en")} more.</p>
      )}
    </div>
  );
}
