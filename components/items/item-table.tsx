import Link from "next/link";
import { ConditionLevels } from "@/components/items/condition-levels";
import { Badge } from "@/components/ui/badge";
import { Nothing, Table, Td } from "@/components/ui/table";
import { formatCount } from "@/lib/format-number";
import type { Reservation } from "@/lib/generated/prisma/enums";
import { reservationWords } from "@/lib/gold/reservation-words";

export type ItemRow = {
  id: string;
  externalId: string;
  /** The task, or how what is judged begins. */
  words: string;
  condition: string | null;
  tier: string | null;
  labels: number;
  wanted: number;
  imported: number;
  isServable: boolean;
  reservedFor: Reservation | null;
};

function LabelCount({ item: { isServable, reservedFor, labels, wanted } }: { item: ItemRow }) {
  if (reservedFor)
    return <Badge title={reservationWords[reservedFor].about}>{reservationWords[reservedFor].name}</Badge>;
  return isServable ? `${labels} of ${wanted}` : <Badge>labels only</Badge>;
}

export function ItemTable({ studyId, items }: { studyId: string; items: readonly ItemRow[] }) {
  return (
    <Table columns={["Item", "Task", "Condition", "Tier", { name: "Labels", numeric: true }]}>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <Td className="max-w-44">
              <Link
                href={`/studies/${studyId}/items/${item.id}`}
                className="block truncate font-medium text-accent hover:underline"
              >
                {item.externalId}
              </Link>
            </Td>
            <Td className="min-w-64">
              <span dir="auto" className="line-clamp-2 text-muted">
                {item.words || (item.isServable ? "No text" : "No text: labels only")}
              </span>
            </Td>
            <Td className="min-w-40">
              {item.condition ? <ConditionLevels signature={item.condition} /> : <Nothing />}
            </Td>
            <Td>{item.tier ?? <Nothing />}</Td>
            <Td numeric className="whitespace-nowrap">
              <LabelCount item={item} />
              {item.imported > 0 && (
                <span className="block text-[13px] text-muted">{`${formatCount(item.imported)} imported`}</span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
