import { type ItemLayout, layoutOf } from "@/lib/layouts/layouts";

/*
 * What a layout decides of an item when it is made. It is stored with the item, so that claims and submits read a column
 * and need to know no layout.
 */

type Part = { output?: { persona?: string | null } | null; label?: string | null };
type Item = { layout: ItemLayout; task: { persona?: string | null }; parts: readonly Part[] };

/** A response or transcript under judgment, rather than something that an answer chooses. */
export const isOutput = ({ output, label }: Part): boolean =>
  output !== undefined && output !== null && (label === undefined || label === null);

/** The persona that all outputs were written under, if it is one. */
function ownPersona(parts: readonly Part[]): string | null {
  const named = new Set(parts.flatMap(({ output }) => (output ? [output.persona ?? null] : [])));
  const [only = null] = named;
  return named.size === 1 ? only : null;
}

/** Whose persona's card goes with the item. */
export function cardOf({ layout, task, parts }: Item): string | null {
  const found = { asked: task.persona ?? null, own: ownPersona(parts) };
  return (
    layoutOf({ layout })
      .cards.map((card) => found[card])
      .find((persona) => persona !== null) ?? null
  );
}

/** Whether an answer may name the part. */
export const isAnswerable = (item: { layout: ItemLayout }, part: Part): boolean =>
  layoutOf(item).isAnswerable({ isOutput: isOutput(part) });
