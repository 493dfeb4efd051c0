import { countOf } from "@/lib/format-number";
import { isOutput } from "@/lib/layouts/item-facts";
import { type ItemLayout, layoutOf } from "@/lib/layouts/layouts";

type Count = { least: number; most: number };
type Parts = Parameters<typeof isOutput>[0][];

const fits = (count: number, { least, most }: Count) => count >= least && count <= most;

function sayCount({ least, most }: Count, name: string): string {
  if (most === 0) return `no ${name}`;
  if (least === most) return countOf(least, name);
  return least === 0 ? `at most ${countOf(most, name)}` : `${least} to ${countOf(most, name)}`;
}

/** Why these parts make no item of this layout, in a sentence; null where they do. */
export function explainParts({ layout, parts }: { layout: ItemLayout; parts: Parts }): string | null {
  const { one, takes } = layoutOf({ layout });
  const outputs = parts.filter(isOutput).length;
  const candidates = parts.length - outputs;
  if (fits(outputs, takes.outputs) && fits(candidates, takes.candidates)) return null;
  const wanted = `${sayCount(takes.outputs, "output")} and ${sayCount(takes.candidates, "candidate")}`;
  return `A ${one} takes ${wanted}, and this has ${countOf(outputs, "output")} and ${countOf(candidates, "candidate")}`;
}
