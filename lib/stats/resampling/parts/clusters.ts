/** Which cluster each unit belongs to, as an index; clusters are what is resampled. */
export type Clusters = { clusterOf: Int32Array; count: number };

/**
 * Numbers the clusters that units belong to, for example the prompt of each item, in the order in which they first
 * appear. Without keys every unit is its own cluster. Throws RangeError where keys and units differ in number.
 */
export function numberClusters(units: number, keys?: readonly (string | number)[]): Clusters {
  if (!keys) return { clusterOf: Int32Array.from({ length: units }, (_, unit) => unit), count: units };
  if (keys.length !== units) {
    throw new RangeError(`numberClusters: ${keys.length} cluster keys were given for ${units} units`);
  }
  const index = new Map<string | number, number>();
  const clusterOf = Int32Array.from(keys, (key) => {
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, index.size);
    return index.size - 1;
  });
  return { clusterOf, count: index.size };
}

/** The units of each cluster. */
export function listMembers({ clusterOf, count }: Clusters): number[][] {
  const members: number[][] = Array.from({ length: count }, () => []);
  for (const [unit, cluster] of clusterOf.entries()) members[cluster]?.push(unit);
  return members;
}
