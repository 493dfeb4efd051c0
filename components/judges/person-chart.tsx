"use client";

import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import { describeWon } from "@/lib/analysis/judges/describe-stand-in";
import { countOf } from "@/lib/format-number";
import type { PersonInPlace, StandIn } from "@/lib/measure/stand-in";
import { defined } from "@/lib/stats/defined";

const mostShown = 30;

const ends = ({ value, interval }: PersonInPlace["judge"]) =>
  interval.defined ? [value, interval.value.low, interval.value.high] : [value, null, null];

/** One judge in the place of each person in turn. */
export function PersonChart({ test, judge, questionKey }: { test: StandIn; judge: string; questionKey: string }) {
  const { people, alignment } = test;
  const shown = people.slice(0, mostShown);
  const more = people.length - shown.length;
  const by = alignment === "accuracy" ? "how many of the others say the same" : "the distance to the others' points";
  return (
    <ChartFrame
      name={`in-place-of-${questionKey}`}
      finding={`In the place of each person, ${judge} wins against ${describeWon(test)}.`}
      note={`Both are scored by ${by}; where they score the same, both align. Whiskers are Wilson's 95 % intervals: over a person's items, and where items share prompts of as many as the share over prompts is worth. A person is won where p, adjusted after Benjamini and Yekutieli for their number, is .05 or less.${more > 0 ? ` ${countOf(more, "more person", "more people")} in the table.` : ""}`}
      chartData={{
        columns: [
          ...["person", "items", "judge aligns", "judge low", "judge high"],
          ...["person aligns", "person low", "person high", "p", "p adjusted", "judge wins"],
        ],
        rows: people.map(({ pseudonym, units, judge: own, person, p, adjustedP, isWon }) => [
          ...[pseudonym, units, ...ends(own), ...ends(person)],
          ...[p.defined ? p.value : null, adjustedP, isWon],
        ]),
      }}
    >
      <DotWhisker
        rows={shown.map(({ raterId, pseudonym, units, judge: own, person, isWon }) => ({
          id: raterId,
          label: pseudonym,
          marks: [defined(own), defined(person)],
          n: `${countOf(units, "item")}, ${isWon ? "won" : "not won"}`,
        }))}
        series={["Judge", "The person"]}
        format="percent"
        axis="Aligns at least as well as the other"
      />
    </ChartFrame>
  );
}
