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

function countKinds(keys: readonly { key: string | number; groups: () => Int32Array }[]): ClusterKinds | null {
  const index = new Map<string | number, number>();
  const counts: number[] = [];
  const groupsOf: Int32Array[] = [];
  for (const { key, groups } of keys) {
    const known = index.get(key);
    if (known !== undefined) {
      counts[known] = (counts[known] as number) + 1;
      continue;
    }
    index.set(key, counts.length);
    counts.push(1);
    groupsOf.push(groups());
    if (counts.length * fewestAlike > keys.length) return null;
  }
  return { counts: Int32Array.from(counts), groupsOf };
}

/** The kinds of clusters (of units, where there are none), or null where hardly two are alike. */
export function findClusterKinds(groupOf: Int32Array, clusters: Clusters | null): ClusterKinds | null {
  if (!clusters)
    return countKinds(Array.from(groupOf, (group) => ({ key: group, groups: () => Int32Array.of(group) })));
  return countKinds(
    listMembers(clusters).map((units) => {
      const groups = units.map((unit) => groupOf[unit] as number).sort((a, b) => a - b);
      return { key: groups.join(), groups: () => Int32Array.from(groups) };
    }),
  );
}
