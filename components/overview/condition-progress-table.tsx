import Link from "next/link";
import { Progress } from "@/components/ui/progress";
import { Table, Td, Th } from "@/components/ui/table";
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
    <Table>
      <thead>
        <tr>
          <Th>Condition</Th>
          <Th numeric>Items</Th>
          <Th numeric>Labels</Th>
          <Th className="w-1/3">Of those wanted</Th>
        </tr>
      </thead>
      <tbody>
        {conditions.map(({ id, signature, items, wanted, filled }) => (
          <tr key={id}>
            <Td>
              <Link href={`/studies/${studyId}/items?condition=${id}`} className="hover:underline">
                {conditionName(signature)}
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
