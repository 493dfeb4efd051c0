import { majorityVote } from "@/lib/stats/aggregation/majority-vote";
import { type CodedRatings, codeRatings, selectRaters } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";
import { anytimeAgreement } from "@/lib/stats/sequential/anytime-agreement";
import { anytimeMean } from "@/lib/stats/sequential/anytime-mean";
import { clusterMeans } from "@/lib/stats/sequential/cluster-means";
import type { Encoding } from "@/lib/text/bytes/encodings";
import { cellText } from "@/lib/text/rows/cell-text";
import { type ClusterColumn, type Clusters, findCluster, readClusterCell } from "./clusters";
import { listNamed } from "./named-columns";
import { readNamedRows } from "./read-named-rows";

/** A row is one item, in the order in which items were labeled. */
export type WatchColumns = {
  humans: readonly string[];
  judge: string | null;
  /** What items share: their prompt. */
  cluster: ClusterColumn;
  missing: readonly string[];
  encoding?: Encoding;
};

/** A figure whose interval holds however often it is looked at. */
export type Watched = {
  key: string;
  name: string;
  result: Defined<{ value: number; interval: Interval }>;
  items: number;
  /** Values of the clusters' column among them, each of which counts once; null without one. */
  clusters: number | null;
};

/** Labels of people, then of the judge where there is one, in the file's order, and what each item shares. */
export async function readWatched(
  file: string,
  { humans, judge, cluster, missing, encoding }: WatchColumns,
): Promise<{ ratings: CodedRatings; clusters: Clusters | null }> {
  const raters = [...humans, ...(judge === null ? [] : [judge])];
  const named = [
    ...humans.map((column) => ({ option: "--human", column })),
    ...listNamed({ "--judge": judge, "--cluster": cluster === "look" ? null : (cluster?.column ?? null) }),
  ];
  const of: string[] = [];
  let column: string | null = null;
  const rows = await readNamedRows(file, { named, encoding }, (cells, refuse) => {
    column ??= findCluster(cluster, cells, raters);
    const own = column === null ? { name: null } : readClusterCell(cluster, cells[column]);
    if ("because" in own) refuse(column, own.because);
    else of.push(own.name ?? JSON.stringify({ row: of.length }));
    return raters.map((rater) => {
      const text = cellText(cells[rater]);
      return text === "" || missing.includes(text) ? null : text;
    });
  });
  return { ratings: codeRatings(rows), clusters: column === null ? null : { column, of } };
}

/** Whether the judge says what the untied majority of people does, of the units that have both. */
function judgeHits(ratings: CodedRatings, people: CodedRatings): { unit: number; hit: number }[] {
  const { codes } = majorityVote(people);
  const judge = selectRaters(ratings, [people.raters]).codes;
  return [...codes].flatMap((truth, unit) => {
    const own = judge[unit] ?? -1;
    return truth < 0 || own < 0 ? [] : [{ unit, hit: Number(own === truth) }];
  });
}

function watchJudge(ratings: CodedRatings, people: CodedRatings, keys: readonly string[] | undefined): Watched {
  const hits = judgeHits(ratings, people);
  const means = clusterMeans(
    hits.map(({ hit }) => hit),
    keys && hits.map(({ unit }) => keys[unit] ?? ""),
  );
  return {
    key: "accuracy",
    name: "judge's accuracy",
    result:
      hits.length === 0
        ? undefinedBecause("no item has a label of the judge and an untied majority of people")
        : defined(anytimeMean(means)),
    items: hits.length,
    clusters: keys ? means.length : null,
  };
}

/** Agreement of people and accuracy of the judge, with intervals that may be watched; means of clusters where items share one. */
export function measureWatch(ratings: CodedRatings, humans: number, clusters: Clusters | null): Watched[] {
  const people = selectRaters(ratings, [...Array(humans).keys()]);
  const agreement = anytimeAgreement(people, { clusters: clusters?.of });
  const over = agreement.defined
    ? { items: agreement.value.units, clusters: clusters && agreement.value.clusters }
    : { items: 0, clusters: clusters && 0 };
  const percent = agreement.defined ? defined(agreement.value.percent) : agreement;
  const fleiss = agreement.defined ? agreement.value.fleiss : agreement;
  const own: Watched[] = [
    { key: "percent", name: "percent agreement", result: percent, ...over },
    { key: "fleiss", name: "Fleiss' kappa", result: fleiss, ...over },
  ];
  return ratings.raters === humans ? own : [...own, watchJudge(ratings, people, clusters?.of)];
}
