import type { ItemContent } from "@/lib/labeling/show/item-content";
import { leaveOutTemplates } from "@/lib/naming/template-marks";
import { isInstructing, leaveOutInstructions, leaveOutWrittenInstructions } from "@/lib/text/split-dialogue";

/** Without what told a model which persona to wear: system prompts are not part of what was said. Stored turns keep their places. */
export function leaveOutSystem({ prompt, promptTurns, parts, ...rest }: ItemContent): ItemContent {
  return {
    ...rest,
    prompt: leaveOutTemplates(leaveOutWrittenInstructions(prompt, { isKnown: promptTurns !== null })),
    promptTurns:
      promptTurns && leaveOutInstructions(promptTurns).map((turn) => ({ ...turn, text: leaveOutTemplates(turn.text) })),
    parts: parts.map(({ turns, ...part }) => ({
      ...part,
      turns:
        turns?.map((turn, index) => ({ ...turn, place: index + 1 })).filter(({ speaker }) => !isInstructing(speaker)) ??
        null,
    })),
  };
}
