import { countOf } from "@/lib/format-number";
import type { ItemRecord } from "@/lib/formats/contract/records";

/** As many characters as Excel keeps of a cell: what is longer it cuts without a word. */
const longestCell = 32_767;

/** Counts items with a text that Excel seems to have cut. */
export class CellCuts {
  private items = 0;
  private line = 0;

  add({ task, parts }: ItemRecord, line: number) {
    const texts = [task.prompt, ...parts.flatMap(({ output, profile }) => [output?.text, profile])];
    if (!texts.some((text) => text?.length === longestCell)) return;
    if (this.items++ === 0) this.line = line;
  }

  notes(): string[] {
    if (this.items === 0) return [];
    const has = countOf(this.items, "item has", "items have");
    return [
      `${has} a text of exactly 32,767 characters, where Excel cuts a cell (the first in line ${this.line}): look whether its end is missing.`,
    ];
  }
}
