import type { ItemContent } from "@/lib/assignments/item-content";
import { isInstructing, leaveOutInstructions, leaveOutWrittenInstructions } from "@/lib/exchange/split-dialogue";

/** Without what told a model which persona to wear: system prompts are not part of what was said. Stored turns keep their places. */
export function leaveOutSystem({ prompt, promptTurns, parts, ...rest }: ItemContent): ItemContent {
  return {
    ...rest,
    prompt: leaveOutWrittenInstructions(prompt, { isKnown: promptTurns !== null }),
    promptTurns: promptTurns && leaveOutInstructions(promptTurns),
    parts: parts.map(({ turns, ...part }) => ({
      ...part,
      turns: turns?.filter(({ speaker }) => !isInstructing(speaker)) ?? null,
    })),
  };
}
