import Link from "next/link";
import { ConditionLevels } from "@/components/items/condition-levels";
import { Progress } from "@/components/ui/progress";
import { Table, Td } from "@/components/ui/table";
import type { ConditionProgress } from "@/lib/analysis/overview-queries";
import { conditionName } from "@/lib/items/condition-name";

/** Labels by cell of the design, the emptiest first. */
export function ConditionProgressTable({
  conditions,
  studyId,
}: {
  conditions: readonly ConditionProgress[];
  studyId: string;
}) {
  return (
    <Table
      columns={[
        "Condition",
        { name: "Items", numeric: true },
        { name: "Labels", numeric: true },
        { name: "Of those wanted", className: "w-1/3" },
      ]}
    >
      <tbody>
        {conditions.map(({ id, signature, items, wanted, filled }) => (
          <tr key={id}>
            <Td>
              <Link href={`/studies/${studyId}/items?condition=${id}`} className="hover:underline">
                <ConditionLevels signature={signature} />
              </Link>
            </Td>
            <Td numeric>{items.toLocaleString("en")}</Td>
            <Td
              numeric
              className="whitespace-nowrap"
            >{`${filled.toLocaleString("en")} of ${wanted.toLocaleString("en")}`}</Td>
            <Td className="min-w-32 align-middle">
              <Progress value={filled} max={wanted} label={`${conditionName(signature)}: ${filled} of ${wanted}`} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
