import type { Defined } from "./defined";

/** The value, for callers to whom an undefined statistic is a broken call. */
export function requireDefined<T>(result: Defined<T>): T {
  if (!result.defined) throw new RangeError(`requireDefined: undefined because ${result.because}`);
  return result.value;
}
