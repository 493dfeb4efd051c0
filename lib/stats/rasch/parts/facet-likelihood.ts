/** Labels of objects under facets: which object, which level of each facet, and which category (from 0). */
export type FacetLabels = {
  categories: number;
  codes: Int32Array;
  objects: number;
  object: Int32Array;
  facets: readonly { name: string; levels: number; codes: Int32Array }[];
  /** The facet whose levels have steps of their own (partial credit); null where all share them (rating scale). */
  stepsOf: number | null;
};

/** The numbers of the model, every level named: levels of a facet and steps of a scale sum to 0. */
export type FacetNumbers = { mean: number; sd: number; facets: number[][]; steps: number[][] };

/** Points on the standard normal that stands for the objects: a tenth of a deviation apart, out to 6. */
const points = Array.from({ length: 121 }, (_, i) => (i - 60) / 10);
const logPrior = points.map((z) => -(z * z) / 2 - Math.log(Math.sqrt(2 * Math.PI) * 10));

/** Labels with the same levels of all facets have the same chances, which are computed once for each such cell. */
export type FacetCells = { cell: Int32Array; levels: number[][]; labelsOf: Int32Array[] };

export function groupCells({ codes, objects, object, facets }: FacetLabels): FacetCells {
  const known = new Map<string, number>();
  const levels: number[][] = [];
  const cell = Int32Array.from(codes, (_, i) => {
    const own = facets.map((facet) => facet.codes[i]);
    const key = own.join(" ");
    const place = known.get(key) ?? levels.length;
    if (place === levels.length) {
      known.set(key, place);
      levels.push(own);
    }
    return place;
  });
  const lists = Array.from({ length: objects }, (): number[] => []);
  for (const [i, own] of object.entries()) lists[own].push(i);
  return { cell, levels, labelsOf: lists.map((list) => Int32Array.from(list)) };
}

/** Where each number of the free ones stands: the mean, ln of the deviation, then levels and steps but the last. */
export function expandNumbers({ facets, categories, stepsOf }: FacetLabels, free: readonly number[]): FacetNumbers {
  let next = 2;
  const take = (count: number) => {
    const own = free.slice(next, next + count);
    next += count;
    return [...own, -own.reduce((sum, value) => sum + value, 0)];
  };
  const levels = facets.map((facet) => take(facet.levels - 1));
  const groups = stepsOf === null ? 1 : facets[stepsOf].levels;
  return {
    mean: free[0],
    sd: Math.exp(free[1]),
    facets: levels,
    steps: Array.from({ length: groups }, () => take(categories - 2)),
  };
}

export const countFree = ({ facets, categories, stepsOf }: FacetLabels) =>
  2 +
  facets.reduce((sum, { levels }) => sum + levels - 1, 0) +
  (stepsOf === null ? 1 : facets[stepsOf].levels) * (categories - 2);

/** For each cell and point: chances of categories, the expected label and its variance. */
export type CellChances = { chances: Float64Array; expected: Float64Array; variance: Float64Array };

export function chancesOf(
  { categories, stepsOf }: FacetLabels,
  { levels }: FacetCells,
  numbers: FacetNumbers,
): CellChances {
  const size = points.length;
  const chances = new Float64Array(levels.length * size * categories);
  const [expected, variance] = [new Float64Array(levels.length * size), new Float64Array(levels.length * size)];
  for (const [c, own] of levels.entries()) {
    const shift = own.reduce((sum, level, f) => sum + numbers.facets[f][level], 0);
    const steps = numbers.steps[stepsOf === null ? 0 : own[stepsOf]];
    for (const [q, z] of points.entries()) {
      const base = (c * size + q) * categories;
      const ability = numbers.mean + numbers.sd * z - shift;
      let [log, largest] = [0, 0];
      for (let k = 1; k < categories; k++) {
        log += ability - steps[k - 1];
        chances[base + k] = log;
        largest = Math.max(largest, log);
      }
      let sum = 0;
      for (let k = 0; k < categories; k++) {
        chances[base + k] = Math.exp(chances[base + k] - largest);
        sum += chances[base + k];
      }
      let [first, second] = [0, 0];
      for (let k = 0; k < categories; k++) {
        chances[base + k] /= sum;
        first += k * chances[base + k];
        second += k * k * chances[base + k];
      }
      expected[c * size + q] = first;
      variance[c * size + q] = second - first * first;
    }
  }
  return { chances, expected, variance };
}

/** Shares of each point for an object given its labels, into `posterior`; returns ln of the chance of the labels. */
function weighObject(
  { categories, codes }: FacetLabels,
  { cell, labelsOf }: FacetCells,
  logs: Float64Array,
  object: number,
  posterior: Float64Array,
): number {
  posterior.set(logPrior);
  for (const i of labelsOf[object]) {
    const base = cell[i] * points.length * categories + codes[i];
    for (let q = 0; q < points.length; q++) posterior[q] += logs[base + q * categories];
  }
  let largest = Number.NEGATIVE_INFINITY;
  for (const log of posterior) largest = Math.max(largest, log);
  let sum = 0;
  for (let q = 0; q < points.length; q++) {
    posterior[q] = Math.exp(posterior[q] - largest);
    sum += posterior[q];
  }
  for (let q = 0; q < points.length; q++) posterior[q] /= sum;
  return largest + Math.log(sum);
}

/** Goes through the objects with labels, and hands over each one's posterior over the points. Returns the log-likelihood. */
export function walkObjects(
  labels: FacetLabels,
  cells: FacetCells,
  { chances }: CellChances,
  visit: (object: number, posterior: Float64Array) => void,
): number {
  const logs = chances.map(Math.log);
  const posterior = new Float64Array(points.length);
  let likelihood = 0;
  for (let object = 0; object < labels.objects; object++) {
    if (cells.labelsOf[object].length === 0) continue;
    likelihood += weighObject(labels, cells, logs, object, posterior);
    visit(object, posterior);
  }
  return likelihood;
}

/** Minus twice the log-likelihood, and its slopes in the free numbers: found less expected labels, over the posteriors. */
export function slopesOfFacets(labels: FacetLabels, cells: FacetCells, free: readonly number[]) {
  const numbers = expandNumbers(labels, free);
  const own = chancesOf(labels, cells, numbers);
  const { categories, codes, stepsOf } = labels;
  const size = points.length;
  const [weights, sums] = [new Float64Array(cells.levels.length * size), new Float64Array(cells.levels.length * size)];
  const likelihood = walkObjects(labels, cells, own, (object, posterior) => {
    for (const i of cells.labelsOf[object]) {
      const base = cells.cell[i] * size;
      for (let q = 0; q < size; q++) {
        weights[base + q] += posterior[q];
        sums[base + q] += posterior[q] * codes[i];
      }
    }
  });
  const above = new Float64Array(cells.levels.length * categories);
  for (const [i, cell] of cells.cell.entries()) for (let k = 1; k <= codes[i]; k++) above[cell * categories + k]++;
  let [ofMean, ofSd] = [0, 0];
  const ofFacets = numbers.facets.map((levels) => levels.map(() => 0));
  const ofSteps = numbers.steps.map((steps) => steps.map(() => 0));
  for (const [c, levels] of cells.levels.entries()) {
    const steps = ofSteps[stepsOf === null ? 0 : levels[stepsOf]];
    let surplus = 0;
    for (const [q, z] of points.entries()) {
      const place = c * size + q;
      const gap = sums[place] - weights[place] * own.expected[place];
      surplus += gap;
      ofSd += gap * z * numbers.sd;
      let tail = 0;
      for (let k = categories - 1; k >= 1; k--) {
        tail += own.chances[place * categories + k];
        steps[k - 1] += weights[place] * tail;
      }
    }
    for (let k = 1; k < categories; k++) steps[k - 1] -= above[c * categories + k];
    ofMean += surplus;
    for (const [f, level] of levels.entries()) ofFacets[f][level] -= surplus;
  }
  // The last of each list is minus the sum of the others.
  const freed = [...ofFacets, ...ofSteps].flatMap((list) =>
    list.slice(0, -1).map((slope) => slope - list[list.length - 1]),
  );
  return { deviance: -2 * likelihood, slopes: [ofMean, ofSd, ...freed].map((slope) => -2 * slope) };
}

/** Where on the scale each point lies. */
export const placesOf = ({ mean, sd }: FacetNumbers) => points.map((z) => mean + sd * z);
