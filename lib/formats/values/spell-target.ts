import { itemTarget, readTarget, writeTarget } from "@/lib/questions/targets";
import { visibleText } from "@/lib/text/label-spelling";

const spelled = /^(turn|statement)[ :#_-]*0*([1-9]\d*)$/;

/** A target as a file spells it ("turn 4", "Turn:4", "T4") as the house writes it; null where it is none. A part goes by its number. */
export function spellTarget(text: string): string | null {
  const plain = visibleText(text).toLowerCase();
  if (plain === "") return itemTarget;
  const [, word, number] = spelled.exec(plain) ?? [];
  const target = readTarget(word ? `${word.charAt(0)}${number}` : plain);
  const isById = target && "part" in target && target.part?.includes("-");
  return target && !isById ? writeTarget(target) : null;
}

export const targetForms =
  "item, the number of a part, t4 for turn 4 (1:t4 of part 1, where there are several), s2 for statement 2, or 1:120-164 for characters";
