/** Clusters, named by numbers from 0 as `Design` has them, numbered in order of appearance: what is resampled. */
export function numberUnits(cluster: readonly number[]): { unit: Int32Array; units: number } {
  let names = 0;
  for (let place = 0; place < cluster.length; place++) if (cluster[place] >= names) names = cluster[place] + 1;
  const index = new Int32Array(names).fill(-1);
  const unit = new Int32Array(cluster.length);
  let units = 0;
  for (let place = 0; place < cluster.length; place++) {
    const key = cluster[place];
    if (index[key] < 0) index[key] = units++;
    unit[place] = index[key];
  }
  return { unit, units };
}
