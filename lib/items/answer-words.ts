import type { Question } from "@/lib/protocol/schema";
import { kindOf } from "@/lib/questions/kinds";

/**
 * A stored value in the words of the protocol, and of the item where its parts are the options: never a code. A value that
 * the question does not know stands as it is.
 */
export function answerWords(question: Question | undefined, value: string, names: ReadonlyMap<string, string>): string {
  return question ? kindOf(question).words(question, value, names) : value;
}
