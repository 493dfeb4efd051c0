import type { Level, Weights } from "@/lib/stats/disagreement";

/** How labels are compared. */
export type Measure = { level: Level; weights: Extract<Weights, string> };

/** The statistics square numbers, and refuse what does not survive it. */
const largestNumber = 1e150;

export const isTooLarge = (number: number) => Math.abs(number) > largestNumber;

/** Whether a text is a decimal number. `Number` would read hexadecimal and the like too, which nobody means here. */
export const isDecimal = (text: string) => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text);

/** Sign, digits and power of ten of a decimal number: the same for 1, 1.0 and 1e0, and of any length. */
function significantDigits(decimal: string): string {
  const [mantissa = "", exponent = "0"] = decimal.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace(/^[+-]/, "").split(".");
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${decimal.startsWith("-") ? "-" : ""}${significant}e${power}`;
}

/**
 * Whether a text says no more than the number it can be read as. A code such as 007 or +1 does, and so do digits that
 * a number of double precision does not keep.
 */
export function isPlainNumber(text: string): boolean {
  if (!isDecimal(text) || /^(?:\+|-?0\d)/.test(text)) return false;
  const number = Number(text);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER && significantDigits(String(number)) === significantDigits(text);
}

/** Whether nothing but the identity of labels counts: numbers may then be names. */
export const isByName = ({ level, weights }: Measure) => level === "nominal" && weights === "unweighted";

/** What counts as a number among labels that are compared in this way. */
export const numberTest = (measure: Measure) => (isByName(measure) ? isPlainNumber : isDecimal);
