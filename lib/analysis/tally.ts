import type { AnswerState } from "@/lib/generated/prisma/enums";

/** Answers by what they are. Only `given` are values; the rest is kept apart and shown, never counted as a value. */
export type Tally = {
  given: number;
  cannotJudge: number;
  refusal: number;
  missing: number;
  unparsed: number;
  /** Values that the question does not offer in this version. */
  offScale: number;
};

export const emptyTally = (): Tally => ({
  given: 0,
  cannotJudge: 0,
  refusal: 0,
  missing: 0,
  unparsed: 0,
  offScale: 0,
});

/**
 * Counts an answer, and says which category it is of (-1: none): `given` is the category of a value. A refusal is a
 * category where the scale has it.
 */
export function countAnswer(tally: Tally, state: AnswerState | undefined, given: number, refusal: number) {
  switch (state) {
    case "GIVEN":
      tally[given < 0 ? "offScale" : "given"]++;
      return given;
    case "REFUSAL":
      tally.refusal++;
      return refusal;
    case "CANNOT_JUDGE":
      tally.cannotJudge++;
      return -1;
    case "UNPARSED":
      tally.unparsed++;
      return -1;
    default:
      tally.missing++;
      return -1;
  }
}
