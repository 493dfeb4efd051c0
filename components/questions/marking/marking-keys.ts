import type { KeyboardEvent } from "react";
import { extend, step, stepSentence } from "@/components/questions/marking/places";
import type { PlacingState } from "@/components/questions/marking/use-placing";
import type { Marking } from "@/lib/questions/marking";

/** By the place of the step, from mild to severe. */
export const severityKeys = ["q", "w", "e", "r", "t"];

type Direction = 1 | -1;
const arrows: Record<string, [isSentence: boolean, direction: Direction]> = {
  ArrowRight: [false, 1],
  ArrowLeft: [false, -1],
  ArrowDown: [true, 1],
  ArrowUp: [true, -1],
};

function move(key: string, isExtending: boolean, { texts, place, select, reshape }: PlacingState): boolean {
  const [isSentence, direction] = arrows[key] ?? [];
  if (isSentence === undefined || direction === undefined) return false;
  if (!isExtending || !place) select((isSentence ? stepSentence : step)(texts, place, direction));
  // Right and left move the end of what is selected; up takes a word more at its beginning, down one less.
  else reshape(extend(texts, place, isSentence ? "from" : "to", direction));
  return true;
}

/** What a key does in the box. Returns whether it is ours; `onNone` says that there is nothing to mark. */
export function pressInMarks(
  { key, shiftKey, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent,
  state: PlacingState,
  { marking, onNone }: { marking: Marking; onNone: () => void },
): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  if (move(key, shiftKey, state)) return true;
  const severity = severityKeys.slice(0, marking.severities.length).indexOf(key.toLowerCase());
  const isMarking = /^[0-9]$/.test(key) || severity >= 0 || [".", ","].includes(key);
  const isRemoving = key === "Delete" || key === "Backspace";
  if (!isMarking && !isRemoving) return false;
  // A key that is held does nothing more.
  if (repeat) return true;
  if (isRemoving) state.held && state.remove(state.held);
  else if (key === ".") state.jump(1);
  else if (key === ",") state.jump(-1);
  else if (key === "0") onNone();
  else if (/[1-9]/.test(key)) state.mark(Number(key) - 1);
  else state.rate(severity + 1);
  return true;
}
