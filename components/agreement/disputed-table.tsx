import Link from "next/link";
import { Table, Td } from "@/components/ui/table";
import type { DisputedUnit } from "@/lib/analysis/agreement/disputed-units";
import { formatPercent } from "@/lib/format-number";
import { itemTarget, nameTarget } from "@/lib/questions/targets";

export type DisputedName = {
  externalId: string;
  /** Its prompt, or how what is judged begins. */
  words: string;
  /** Part key -> what it is called. */
  parts: ReadonlyMap<string, string>;
};

type DisputedTableProps = {
  studyId: string;
  disputed: readonly DisputedUnit[];
  names: ReadonlyMap<string, DisputedName>;
};

/** What parts of the item are called; null where one of them has no name. */
function nameParts(parts: readonly string[], name: DisputedName | undefined): string | null {
  const names = parts.flatMap((part) => name?.parts.get(part) ?? []);
  return names.length > 0 && names.length === parts.length ? names.join(" + ") : null;
}

const excerpt = (text: string) => (text.length > 110 ? `${text.slice(0, 109).trimEnd()}…` : text);

/** The items with the least agreement, and how their labels fall. */
export function DisputedTable({ studyId, disputed, names }: DisputedTableProps) {
  if (disputed.length === 0) return <p className="text-sm">People agree on every item that two of them labeled.</p>;
  return (
    <Table columns={["Item", "Labels", { name: "Pairs that agree", numeric: true }]}>
      <tbody>
        {disputed.map(({ itemId, target, agreement, votes }) => {
          const name = names.get(itemId);
          return (
            <tr key={`${itemId} ${target}`}>
              <Td className="max-w-[26rem] min-w-40">
                <Link href={`/studies/${studyId}/items/${itemId}`} className="font-medium text-accent hover:underline">
                  {name?.externalId ?? itemId}
                </Link>
                {target !== itemTarget && (
                  <span className="text-muted"> {nameTarget(target, name?.parts ?? new Map())}</span>
                )}
                {name?.words && (
                  <p dir="auto" className="text-[13px] text-muted">
                    {excerpt(name.words)}
                  </p>
                )}
              </Td>
              <Td>
                {votes.map(({ label, parts, labels }) => `${labels} × ${nameParts(parts, name) ?? label}`).join(", ")}
              </Td>
              <Td numeric>{formatPercent(agreement)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
