import type { LabelState } from "@/lib/analysis/label-table";
import { countOf } from "@/lib/format-number";

/** Answers by what they are. Only `given` are values; the rest is kept apart and shown, never counted as a value. */
export type Tally = {
  given: number;
  cannotJudge: number;
  refusal: number;
  missing: number;
  unparsed: number;
  /** Values that the question does not offer in this version. */
  offScale: number;
  /** The most frequent of them, the most frequent first; those as frequent in the order of numbers, else of text. */
  offScaleValues: string[];
  /** How many other values are off the scale. */
  offScaleOthers: number;
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
  offScaleOthers: 0,
});

type Answer = { state: LabelState | undefined; value: string; given: number; refusal: number };
type ValueCount = readonly [value: string, count: number];

/** Words stand behind all numbers. */
const sizeOf = (value: string) => (Number.isNaN(Number(value)) ? Number.MAX_VALUE : Number(value));

const byFrequency = ([a, countOfA]: ValueCount, [b, countOfB]: ValueCount): number =>
  countOfB - countOfA || sizeOf(a) - sizeOf(b) || (a < b ? -1 : 1);

/** Counts answers one by one. */
export class TallyCounter {
  private readonly tally = emptyTally();
  private readonly offScale = new Map<string, number>();

  /**
   * Counts an answer, and says which category it is of (-1: none): `given` is the category of a value. A refusal is a
   * category where the scale has it.
   */
  add({ state, value, given, refusal }: Answer): number {
    const { tally } = this;
    switch (state) {
      case "GIVEN":
        if (given < 0) this.addOffScale(value);
        else tally.given++;
        return given;
      case "OFF_SCALE":
        this.addOffScale(value);
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

  private addOffScale(value: string) {
    this.tally.offScale++;
    this.offScale.set(value, (this.offScale.get(value) ?? 0) + 1);
  }

  /** All that was counted. Values off the scale do not depend on the order in which answers came. */
  finish(): Tally {
    const values = [...this.offScale].sort(byFrequency).map(([value]) => value);
    const shown = values.slice(0, mostValues);
    return { ...this.tally, offScaleValues: shown, offScaleOthers: values.length - shown.length };
  }
}

/** "3 not on this version's scale (4.33, -1)". Empty where there are none. */
export function describeOffScale({ offScale, offScaleValues, offScaleOthers }: Tally): string {
  if (offScale === 0) return "";
  const more = offScaleOthers > 0 ? `, and ${countOf(offScaleOthers, "other value")}` : "";
  const values = offScaleValues.length > 0 ? ` (${offScaleValues.join(", ")}${more})` : "";
  return `${offScale.toLocaleString("en")} not on this version's scale${values}`;
}
