import type { Mixing } from "@/lib/imports/count-mixing";

/** What an import of before there were policies has on record instead. */
type OrderedMixing = Omit<Mixing, "inFileOrder"> & { itemOrder: string };

/** As it was counted when the import was read. */
export function readMixing(stored: Mixing | OrderedMixing | null): Mixing | null {
  if (!stored || "inFileOrder" in stored) return stored;
  const { itemOrder, ...counts } = stored;
  return { inFileOrder: itemOrder === "FILE", ...counts };
}
