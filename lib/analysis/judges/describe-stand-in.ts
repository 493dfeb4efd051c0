import type { JudgeRow } from "@/lib/analysis/judges/row";
import { countOf, formatCoefficient, formatEstimate } from "@/lib/format-number";
import { undrawn } from "@/lib/measure/estimate";
import type { StandIn } from "@/lib/measure/stand-in";
import { defined } from "@/lib/stats/defined";

/** "2 of 3 people". */
export const describeWon = ({ people }: StandIn): string =>
  `${people.filter(({ isWon }) => isWon).length} of ${countOf(people.length, "person", "people")}`;

/** What was left out of a test, in words; empty where nothing was. */
function describeLeft({ leftOut, minimumUnits, unitsLeftOut }: StandIn): string {
  const parts = [
    leftOut > 0 && `${countOf(leftOut, "person", "people")} with fewer than ${minimumUnits} items`,
    unitsLeftOut > 0 && `${countOf(unitsLeftOut, "item")} without an answer or a second person`,
  ].filter(Boolean);
  return parts.length > 0 ? ` Not tested: ${parts.join(", ")}.` : "";
}

function describeStandIn(name: string, test: StandIn): string {
  const { epsilon, winningRate, winningInterval, advantage } = test;
  const omega = formatEstimate(undrawn(winningRate, defined(winningInterval)), "coefficient");
  return `${name} wins against ${describeWon(test)} at epsilon ${formatCoefficient(epsilon)} (omega ${omega} over people) and agrees with the others at least as well as a person on ${formatEstimate(advantage, "percent")} of items.${describeLeft(test)}`;
}

/** Sentences for more judges than these nobody reads. */
const mostSaid = 3;

/** One sentence a judge, and one for all that were not tested. What the test found; it gives no verdict. */
export function describeStandIns(rows: readonly JudgeRow[]): string {
  const tested = rows.flatMap(({ name, standIn }) => (standIn.defined ? [describeStandIn(name, standIn.value)] : []));
  const why = new Map<string, string[]>();
  for (const { name, standIn } of rows)
    if (!standIn.defined) why.set(standIn.because, [...(why.get(standIn.because) ?? []), name]);
  const not = [...why].map(([because, names]) => {
    const who =
      names.length > mostSaid ? `${names.length} ${tested.length > 0 ? "others" : "judges"}` : names.join(", ");
    return `${who}: not tested, because ${because}.`;
  });
  const more = tested.length > mostSaid ? [`${tested.length - mostSaid} more in the table.`] : [];
  return [...tested.slice(0, mostSaid), ...more, ...not].join(" ");
}

/** One sentence: the judge and a person, each with one other person at a time. Empty where there is no kappa. */
export function describeInPlace({ name, inPlace }: Pick<JudgeRow, "name" | "inPlace">): string {
  if (!inPlace.defined) return "";
  const { medianJudge, medianPerson, people } = inPlace.value;
  return `Kappa with one other person at a time, the same others for both: ${name} ${formatCoefficient(medianJudge)}, a person ${formatCoefficient(medianPerson)} (medians over ${countOf(people.length, "person", "people")}).`;
}
