/** Whether a text is a decimal number. `Number` would read hexadecimal and the like too, which nobody means here. */
export const isDecimal = (text: string) => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text);

/** Sign, digits and power of ten of a decimal number: the same for 1, 1.0 and 1e0, and of any length. */
export function significantDigits(decimal: string): string {
  const [mantissa = "", exponent = "0"] = decimal.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace(/^[+-]/, "").split(".");
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${decimal.startsWith("-") ? "-" : ""}${significant}e${power}`;
}

/** Whether a decimal is written like a code (007, +1), whose signs before the first digit may mean something. */
export const isCode = (decimal: string) => /^(?:\+|-?0\d)/.test(decimal);

/** Whether a text says no more than the number it can be read as: no code, nor more digits than a number keeps. */
export function isPlainNumber(text: string): boolean {
  if (!isDecimal(text) || isCode(text)) return false;
  const number = Number(text);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER && significantDigits(String(number)) === significantDigits(text);
}
