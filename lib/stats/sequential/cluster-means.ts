/**
 * The mean of each cluster's values (items of one prompt are no new evidence each), in the order in which clusters were
 * seen for the last time, so that those that are complete stay where they are as more come in. Without keys the values
 * themselves. Throws RangeError where lists differ in length.
 */
export function clusterMeans(values: readonly number[], keys: readonly (string | number)[] | undefined): number[] {
  if (!keys) return [...values];
  if (keys.length !== values.length)
    throw new RangeError(`clusterMeans: ${keys.length} clusters for ${values.length} values`);
  const sums = new Map<string | number, { sum: number; count: number }>();
  for (const [place, key] of keys.entries()) {
    const { sum, count } = sums.get(key) ?? { sum: 0, count: 0 };
    sums.delete(key);
    sums.set(key, { sum: sum + values[place], count: count + 1 });
  }
  return [...sums.values()].map(({ sum, count }) => sum / count);
}
