import {
  type CellChances,
  type FacetCells,
  type FacetLabels,
  type FacetNumbers,
  placesOf,
  walkObjects,
} from "./facet-likelihood";

/** Mean squares, 1 where the model holds: `infit` weighs labels by what they could tell, `outfit` all alike. */
export type LevelFit = { infit: number; outfit: number; labels: number };

/**
 * With q a label less what is expected, squared, and v its variance, both averaged over where its object may lie:
 * infit = sum of q / sum of v, outfit = mean of q / v.
 */
export function measureFit(labels: FacetLabels, cells: FacetCells, numbers: FacetNumbers, own: CellChances) {
  const places = placesOf(numbers);
  const size = places.length;
  const { codes, facets, objects } = labels;
  const sums = facets.map(({ levels }) =>
    Array.from({ length: levels }, () => ({ square: 0, variance: 0, ratio: 0, labels: 0 })),
  );
  const value = new Float64Array(objects).fill(Number.NaN);
  const standardError = new Float64Array(objects).fill(Number.NaN);
  walkObjects(labels, cells, own, (object, posterior) => {
    let [mean, square] = [0, 0];
    for (let q = 0; q < size; q++) {
      mean += posterior[q] * places[q];
      square += posterior[q] * places[q] ** 2;
    }
    value[object] = mean;
    standardError[object] = Math.sqrt(Math.max(0, square - mean * mean));
    for (const i of cells.labelsOf[object]) {
      const base = cells.cell[i] * size;
      let [surprise, variance, ratio] = [0, 0, 0];
      for (let q = 0; q < size; q++) {
        const squared = posterior[q] * (codes[i] - own.expected[base + q]) ** 2;
        surprise += squared;
        variance += posterior[q] * own.variance[base + q];
        // A point where the label is as good as certain has no share in the posterior of one that came otherwise.
        if (own.variance[base + q] > 1e-12) ratio += squared / own.variance[base + q];
      }
      for (const [f, facet] of facets.entries()) {
        const level = sums[f][facet.codes[i]];
        level.square += surprise;
        level.variance += variance;
        level.ratio += ratio;
        level.labels++;
      }
    }
  });
  const fits: LevelFit[][] = sums.map((levels) =>
    levels.map((level) => ({
      infit: level.square / level.variance,
      outfit: level.ratio / level.labels,
      labels: level.labels,
    })),
  );
  return { fits, objects: { value, standardError, reliability: reliabilityOf(value, standardError) } };
}

/** The share of the objects' spread that their labels show: variance of the means / (that + the mean posterior variance). */
function reliabilityOf(value: Float64Array, standardError: Float64Array): number {
  const known = [...value.keys()].filter((i) => !Number.isNaN(value[i]));
  const mean = known.reduce((sum, i) => sum + value[i], 0) / known.length;
  const spread = known.reduce((sum, i) => sum + (value[i] - mean) ** 2, 0) / known.length;
  const error = known.reduce((sum, i) => sum + standardError[i] ** 2, 0) / known.length;
  return spread / (spread + error);
}
