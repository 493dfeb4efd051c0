import { type Clusters, listMembers } from "./clusters";

/** Clusters whose units are of the same groups are of one kind. */
export type ClusterKinds = {
  /** How many clusters there are of each kind. */
  counts: Int32Array;
  /** The groups of the units of a cluster of each kind, one a unit. */
  groupsOf: Int32Array[];
};

/** With fewer clusters a kind than this on average, to draw the clusters themselves is as quick. */
const fewestAlike = 4;

function countKinds(
  clusters: number,
  keyOf: (cluster: number) => string | number,
  groupsIn: (cluster: number) => Int32Array,
): ClusterKinds | null {
  const index = new Map<string | number, number>();
  const counts: number[] = [];
  const groupsOf: Int32Array[] = [];
  for (let cluster = 0; cluster < clusters; cluster++) {
    const key = keyOf(cluster);
    const known = index.get(key);
    if (known !== undefined) {
      counts[known]++;
      continue;
    }
    index.set(key, counts.length);
    counts.push(1);
    groupsOf.push(groupsIn(cluster));
    if (counts.length * fewestAlike > clusters) return null;
  }
  return { counts: Int32Array.from(counts), groupsOf };
}

/** The kinds of clusters (of units, where there are none), or null where hardly two are alike. */
export function findClusterKinds(groupOf: Int32Array, clusters: Clusters | null): ClusterKinds | null {
  if (!clusters)
    return countKinds(
      groupOf.length,
      (unit) => groupOf[unit],
      (unit) => groupOf.subarray(unit, unit + 1),
    );
  const members = listMembers(clusters);
  const groupsIn = (cluster: number) => Int32Array.from(members[cluster], (unit) => groupOf[unit]).sort();
  return countKinds(members.length, (cluster) => groupsIn(cluster).join(), groupsIn);
}
