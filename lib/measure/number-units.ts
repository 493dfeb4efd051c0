/** Clusters, named by numbers from 0 as `Design` has them, numbered in order of appearance: what is resampled. */
export function numberUnits(cluster: readonly number[]): { unit: Int32Array; units: number } {
  const index = new Int32Array(cluster.reduce((most, key) => Math.max(most, key + 1), 0)).fill(-1);
  let units = 0;
  const unit = Int32Array.from(cluster, (key) => {
    if (index[key] < 0) index[key] = units++;
    return index[key];
  });
  return { unit, units };
}
