import { countOf, formatCoefficient, formatEstimate } from "@/components/charts/format-number";
import type { JudgeRow } from "@/lib/analysis/judge-row";
import type { StandIn } from "@/lib/analysis/stand-in";

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

/** One sentence a judge: what the test found. It gives no verdict. */
export function describeStandIn({ name, standIn }: JudgeRow): string {
  if (!standIn.defined) return `${name}: not tested, because ${standIn.because}.`;
  const { epsilon, winningRate, advantage } = standIn.value;
  return `${name} wins against ${describeWon(standIn.value)} at epsilon ${formatCoefficient(epsilon)} (omega ${formatCoefficient(winningRate)}) and agrees with the others at least as well as a person on ${formatEstimate(advantage, "percent")} of items.${describeLeft(standIn.value)}`;
}
