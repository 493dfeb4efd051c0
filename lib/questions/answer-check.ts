import type { AnswerState } from "@/lib/generated/prisma/enums";
import { fail, ok, type Result } from "@/lib/result";

/** What was answered, as it is stored: parts by their canonical key. */
export type StoredAnswer = {
  questionKey: string;
  /** Parts by their canonical key here too. */
  target: string;
  state: Extract<AnswerState, "GIVEN" | "CANNOT_JUDGE" | "REFUSAL">;
  value: string | null;
  /** A scale point, a percentage, 1-3 for low to high, 1-2 for a slight or clear preference (0 for a tie); else null. */
  number: number | null;
  probabilities: Record<string, number> | null;
  /** What stands at a mark. */
  quote?: string | null;
};

/** The ids by which sides and candidates may be named -> their canonical part keys. An importer maps keys to themselves. */
export type PartKeys = ReadonlyMap<string, string>;

/** What of an answer its question decides. */
export type Check = Result<Pick<StoredAnswer, "value" | "number" | "probabilities">, string>;

export const given = (value: string, number: number | null = null): Check => ok({ value, number, probabilities: null });
export const notOffered = fail("Choose one of the options offered");
