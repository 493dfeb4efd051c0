"use client";

import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import type { RaterAgreement } from "@/lib/analysis/agreement/rater-agreement";
import { countOf, formatEstimate } from "@/lib/format-number";
import { defined } from "@/lib/stats/defined";

const say = ({ pseudonym, agreement, units }: RaterAgreement) =>
  `${formatEstimate(agreement, "percent")} of ${countOf(units, "item")} (${pseudonym})`;

function describePeople(people: readonly RaterAgreement[]): string {
  const off = people.filter(({ isOff }) => isOff);
  const [lowest, highest] = [people[0], people.at(-1)];
  if (!lowest || !highest) return "Nobody can be compared with the others yet.";
  const range = `From ${say(lowest)} to ${say(highest)}, a person says what the majority of the others says`;
  return off.length === 0
    ? `${range}.`
    : `${range}; ${off.map(({ pseudonym }) => pseudonym).join(", ")} clearly less than the others.`;
}

/** Each person against the majority of the others, the furthest away first. */
export function PeopleChart({ people, questionKey }: { people: readonly RaterAgreement[]; questionKey: string }) {
  return (
    <ChartFrame
      name={`people-${questionKey}`}
      finding={describePeople(people)}
      note="Only items on which two others or more have an untied majority. Whiskers are Wilson's 95 % intervals: over a person's items, and where items share prompts of as many as the share over prompts is worth."
      chartData={{
        columns: ["person", "items", "agreement with the others", "low", "high", "clearly below"],
        rows: people.map(({ pseudonym, units, agreement: { value, interval }, isOff }) => [
          ...[pseudonym, units, value],
          ...(interval.defined ? [interval.value.low, interval.value.high] : [null, null]),
          isOff,
        ]),
      }}
    >
      <DotWhisker
        rows={people.map(({ raterId, pseudonym, units, agreement: { value, interval } }) => ({
          id: raterId,
          label: pseudonym,
          n: countOf(units, "item"),
          marks: [defined({ value, interval })],
        }))}
        format="percent"
        axis="Agreement with the majority of the others"
      />
    </ChartFrame>
  );
}
