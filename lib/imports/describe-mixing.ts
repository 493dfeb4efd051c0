import { countOf } from "@/lib/format-number";
import type { ImportCounts } from "@/lib/imports/contract";
import type { Mixing } from "@/lib/imports/count-mixing";

export type MixingWords = { isWarning: boolean; words: string };

const were = (count: number) => (count === 1 ? "was" : "were");

/**
 * How the new items stand among those loaded before: whoever could tell the files apart by the order could tell the
 * conditions apart. Null where there is nothing to mix.
 */
export function describeMixing(
  mixing: Mixing | null,
  { items: read, itemsKnown, unservable }: Pick<ImportCounts, "items" | "itemsKnown" | "unservable">,
): MixingWords | null {
  if (!mixing || mixing.earlierItems === 0 || read - itemsKnown - unservable <= 0) return null;
  const { inFileOrder, earlierItems, servedItems } = mixing;
  if (inFileOrder) {
    const words = `This study goes by the order of its files: these items come after the ${countOf(earlierItems, "item")} loaded before, so that the order may tell raters which file, and with it which condition, an item is of. A drawn order is chosen in the settings.`;
    return { isWarning: true, words };
  }
  if (servedItems === 0)
    return {
      isWarning: false,
      words: `The ${countOf(earlierItems, "item")} loaded before ${were(earlierItems)} shown to nobody yet: old and new come mixed, in the order drawn with the study's seed.`,
    };
  const words = `${servedItems.toLocaleString("en")} of the ${countOf(earlierItems, "item")} loaded before ${were(servedItems)} shown to somebody already: for those people they keep their place before the new ones. Everything that is left comes mixed, old and new.`;
  return { isWarning: true, words };
}
