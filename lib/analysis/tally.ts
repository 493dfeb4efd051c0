import type { LabelState } from "@/lib/analysis/label-table";

/** Answers by what they are. Only `given` are values; the rest is kept apart and shown, never counted as a value. */
export type Tally = {
  given: number;
  cannotJudge: number;
  refusal: number;
  missing: number;
  unparsed: number;
  /** Values that the question does not offer in this version. */
  offScale: number;
  /** The first few of them. */
  offScaleValues: string[];
};

/** More of them are no list that anybody reads. */
const mostValues = 5;

export const emptyTally = (): Tally => ({
  given: 0,
  cannotJudge: 0,
  refusal: 0,
  missing: 0,
  unparsed: 0,
  offScale: 0,
  offScaleValues: [],
});

/**
 * Counts an answer, and says which category it is of (-1: none): `given` is the category of a value. A refusal is a
 * category where the scale has it.
 */
export function countAnswer(
  tally: Tally,
  { state, value, given, refusal }: { state: LabelState | undefined; value: string; given: number; refusal: number },
) {
  switch (state) {
    case "GIVEN":
      if (given < 0) countOffScale(tally, value);
      else tally.given++;
      return given;
    case "OFF_SCALE":
      countOffScale(tally, value);
      return -1;
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

function countOffScale(tally: Tally, value: string) {
  tally.offScale++;
  const { offScaleValues: known } = tally;
  if (known.length < mostValues && !known.includes(value)) known.push(value);
}

/** "3 not on this version's scale (4.33, -1)". Empty where there are none. */
export function describeOffScale({ offScale, offScaleValues }: Tally): string {
  if (offScale === 0) return "";
  const values =
    offScaleValues.length > 0
      ? ` (${offScaleValues.join(", ")}${offScaleValues.length === mostValues ? ", ..." : ""})`
      : "";
  return `${offScale.toLocaleString("en")} not on this version's scale${values}`;
}
