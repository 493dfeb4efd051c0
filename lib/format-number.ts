import type { Defined } from "@/lib/stats/defined";

type Interval = { low: number; high: number };
type Estimated = { value: number; interval: Defined<Interval> };

/** A minus that is as wide as a plus, and no zero before the point: .43, −.05, 1.00. */
const plain = (value: number, digits: number) => {
  const text = Math.abs(value).toFixed(digits);
  const isZero = Number(text) === 0;
  return `${value < 0 && !isZero ? "−" : ""}${text.startsWith("0.") ? text.slice(1) : text}`;
};

/** Decimals beyond this are what rounding left. */
const mostDigits = 6;

/** A coefficient to two decimals; near 1 with as many more as it takes not to look like 1: .998 is not 1.00. */
export function formatCoefficient(value: number): string {
  const size = Math.abs(value);
  const looksLikeOne = (digits: number) => Number(size.toFixed(digits)) === 1;
  let digits = 2;
  while (size < 1 && digits < mostDigits && looksLikeOne(digits)) digits++;
  return looksLikeOne(digits) ? plain(value, 2) : plain(value, digits);
}

/** A share as a whole percent; below 1 % and above 99 % with one decimal, so that nothing looks like none or all. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  const needsDecimal = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
  return `${needsDecimal ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** A difference of shares in points: +4, −12. */
export function formatPoints(difference: number): string {
  const points = Math.round(difference * 100);
  return points === 0 ? "0" : `${points > 0 ? "+" : "−"}${Math.abs(points)}`;
}

export type NumberFormat = "coefficient" | "percent" | "points" | "number";

const formats: Record<NumberFormat, (value: number) => string> = {
  coefficient: formatCoefficient,
  percent: formatPercent,
  points: formatPoints,
  number: (value) =>
    value
      .toFixed(2)
      .replace(/^-(?=0\.00$)/, "")
      .replace("-", "−"),
};

export const formatNumber = (value: number, format: NumberFormat): string => formats[format](value);

/** "[.31, .55]"; the percent sign of a share stands once, behind. */
export function formatInterval({ low, high }: Interval, format: NumberFormat): string {
  const bare = (value: number) => formatNumber(value, format).replace(" %", "");
  return `[${bare(low)}, ${bare(high)}]`;
}

/** ".43 [.31, .55]", or why the number has no interval: ".43 [no interval: all items are of one prompt]". */
export function formatEstimate({ value, interval }: Estimated, format: NumberFormat): string {
  const number = formatNumber(value, format);
  return interval.defined
    ? `${number} ${formatInterval(interval.value, format)}`
    : `${number} [no interval: ${interval.because}]`;
}

export const formatCount = (count: number): string => count.toLocaleString("en");

/** "1 item", "1,814 items". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
