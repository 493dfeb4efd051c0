/** Clusters numbered from 0 in order of appearance: what is resampled. */
export function numberUnits(cluster: readonly number[]): { unit: Int32Array; units: number } {
  const index = new Map<number, number>();
  const unit = Int32Array.from(cluster, (key) => {
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, index.size);
    return index.size - 1;
  });
  return { unit, units: index.size };
}
