import { majorityVote } from "@/lib/stats/aggregation/majority-vote";
import { type CodedRatings, codeRatings, selectRaters } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";
import { anytimeAgreement } from "@/lib/stats/sequential/anytime-agreement";
import { anytimeMean } from "@/lib/stats/sequential/anytime-mean";
import type { Encoding } from "@/lib/text/bytes/encodings";
import { cellText } from "@/lib/text/rows/cell-text";
import { listNamed } from "./named-columns";
import { readNamedRows } from "./read-named-rows";

/** A row is one item, in the order in which items were labeled. */
export type WatchColumns = {
  humans: readonly string[];
  judge: string | null;
  missing: readonly string[];
  encoding?: Encoding;
};

/** A figure whose interval holds however often it is looked at. */
export type Watched = {
  key: string;
  name: string;
  result: Defined<{ value: number; interval: Interval }>;
  items: number;
};

/** Labels of people, then of the judge where there is one, in the file's order. */
export async function readWatched(
  file: string,
  { humans, judge, missing, encoding }: WatchColumns,
): Promise<CodedRatings> {
  const raters = [...humans, ...(judge === null ? [] : [judge])];
  const named = [...humans.map((column) => ({ option: "--human", column })), ...listNamed({ "--judge": judge })];
  const rows = await readNamedRows(file, { named, encoding }, (cells) =>
    raters.map((column) => {
      const text = cellText(cells[column]);
      return text === "" || missing.includes(text) ? null : text;
    }),
  );
  return codeRatings(rows);
}

/** How often the judge says what the untied majority of people does, item by item. */
function judgeHits(ratings: CodedRatings, people: CodedRatings): number[] {
  const { codes } = majorityVote(people);
  const judge = selectRaters(ratings, [people.raters]).codes;
  return [...codes].flatMap((truth, unit) => {
    const own = judge[unit] ?? -1;
    return truth < 0 || own < 0 ? [] : [Number(own === truth)];
  });
}

/** Agreement of people and accuracy of the judge, with intervals that may be watched. */
export function measureWatch(ratings: CodedRatings, humans: number): Watched[] {
  const people = selectRaters(ratings, [...Array(humans).keys()]);
  const agreement = anytimeAgreement(people);
  const items = agreement.defined ? agreement.value.units : 0;
  const own: Watched[] = [
    {
      key: "percent",
      name: "percent agreement",
      result: agreement.defined ? defined(agreement.value.percent) : agreement,
      items,
    },
    { key: "fleiss", name: "Fleiss' kappa", result: agreement.defined ? agreement.value.fleiss : agreement, items },
  ];
  if (ratings.raters === humans) return own;
  const hits = judgeHits(ratings, people);
  const accuracy: Watched["result"] =
    hits.length === 0
      ? undefinedBecause("no item has a label of the judge and an untied majority of people")
      : defined(anytimeMean(hits));
  return [...own, { key: "accuracy", name: "judge's accuracy", result: accuracy, items: hits.length }];
}
