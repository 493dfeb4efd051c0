import { countOf, formatCoefficient, formatCount, formatPercent } from "@/lib/format-number";
import type { Forecast, Range } from "@/lib/labeling/rehearsal/forecast";
import type { Assumptions, ReadPlan } from "@/lib/labeling/rehearsal/read-plan";

const whole = (value: number) => formatCount(Math.round(value));
const tenths = (value: number) => (value < 10 ? value.toFixed(1) : whole(value));

const ranged = ({ low, middle, high }: Range, format: (value: number) => string) =>
  format(low) === format(high) ? format(middle) : `${format(middle)} [${format(low)}, ${format(high)}]`;

export type ForecastLine = { name: string; value: string; hint: string };

/** What a forecast says, a line each: the middle of the schedules, and what 90 of 100 lie within. */
export function sayForecast(
  forecast: Forecast,
  { plan }: ReadPlan,
  { kappa, prevalence }: Assumptions,
): ForecastLine[] {
  const { leastInCell, mostInCell, overlap, hours, mostHours, labels, kappaHalfWidth } = forecast;
  const width = kappaHalfWidth && `± ${ranged(kappaHalfWidth, formatCoefficient)}`;
  return [
    {
      name: "Labels of a cell",
      value: `${ranged(leastInCell, whole)} to ${ranged(mostInCell, whole)}`,
      hint: "Condition and tier: the emptiest and the fullest.",
    },
    {
      name: "Items that two people share",
      value: `${ranged(overlap.least, whole)} to ${ranged(overlap.most, whole)}`,
      hint: `Over all pairs of people, ${ranged(overlap.mean, tenths)} on average.`,
    },
    {
      name: "Labels of one person",
      value: `${ranged(labels.least, whole)} to ${ranged(labels.most, whole)}`,
      hint: `${countOf(plan.people.length, "person", "people")}, quick and slow, some of whom stop.`,
    },
    {
      name: "Hours of all",
      value: ranged(hours, tenths),
      hint: `The longest of one person: ${ranged(mostHours, tenths)}.`,
    },
    {
      name: "Interval of kappa (95 %)",
      value: width ?? "Not defined: too few items have two labels",
      hint: `If kappa is ${formatCoefficient(kappa)} and the rarer answer has ${formatPercent(prevalence)}.`,
    },
  ];
}

/** Whether the plan can be met, and what is short if it cannot. */
export function sayShort({ short, shortShare, schedules }: Forecast): string {
  if (shortShare === 0) return `Every item gets its labels in all of ${countOf(schedules, "schedule")}.`;
  const missing = short
    .filter(({ slots }) => slots.high > 0)
    .map(({ share, slots }) => `${ranged(slots, whole)} labels${share === null ? "" : ` from ${share}`}`);
  const often = shortShare === 1 ? "every" : formatPercent(shortShare);
  return `Short in ${often === "every" ? "every schedule" : `${often} of ${countOf(schedules, "schedule")}`}: ${missing.join(", ")}. More people, fewer labels an item or a larger quota would do.`;
}

const sources: Record<ReadPlan["secondsFrom"], string> = {
  given: "as you said",
  labels: "as labels that were given here took",
  texts: "by the length of its texts and the number of questions",
};

export const sayPace = ({ seconds, secondsFrom }: ReadPlan): string =>
  `${whole(seconds)} seconds an item, ${sources[secondsFrom]}.`;
