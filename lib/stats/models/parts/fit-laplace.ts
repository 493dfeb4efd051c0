import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type MixedDesign, refuseDesign, type VarianceComponent } from "@/lib/stats/models/mixed-data";
import { listComponents, snapToZero } from "@/lib/stats/models/mixed-linear-model";
import { covarianceOf, curvatureOf, minimise } from "@/lib/stats/parts/minimise";
import type { LabelLikelihood } from "./label-likelihood";
import { marginalOf } from "./laplace";
import { structureOf } from "./penalised-system";

/** Estimates of fixed effects and of the likelihood's own numbers, their covariance (effects first), and variances. */
export type LaplaceFit = {
  fixed: number[];
  own: number[];
  covariance: number[][];
  components: VarianceComponent[];
  logLikelihood: number;
};

/** Effects beyond this are odds of a million to one: the likelihood rises for ever. */
const farthest = 14;

/**
 * The maximum of the marginal likelihood over deviations, fixed effects and the likelihood's own numbers together, and
 * their covariance from its curvature. Deviations of 0 are left out of the curvature: it is even in them there, so
 * they carry no error over to the others.
 */
export function fitLaplace(
  likelihood: LabelLikelihood,
  design: MixedDesign,
  {
    points = 1,
    fixed: fixedStart,
    own: ownStart,
  }: { points?: number; fixed: readonly number[]; own: readonly number[] },
): Defined<LaplaceFit> {
  const refused = refuseDesign(likelihood.labels, design);
  if (refused) return undefinedBecause(refused);
  const { columns, names } = design.fixed;
  const bare = { fixed: { names: [], columns: [] }, factors: design.factors };
  const structure = structureOf(likelihood.labels, bare);
  const marginal = marginalOf(likelihood, structure, points);
  const [f, p] = [structure.factors.length, columns.length];
  const offset = new Float64Array(likelihood.labels);
  const deviance = (point: readonly number[]) => {
    offset.fill(0);
    for (let j = 0; j < p; j++) {
      const [column, effect] = [columns[j], point[f + j]];
      for (let i = 0; i < offset.length; i++) offset[i] += column[i] * effect;
    }
    return marginal.deviance(point.slice(0, f), offset, point.slice(f + p));
  };
  const best = minimise(deviance, [...structure.factors.map(() => 1), ...fixedStart, ...ownStart]);
  const far = names.filter((_, j) => Math.abs(best.point[f + j]) > farthest);
  if (far.length > 0 || best.point.slice(0, f).some((deviation) => Math.abs(deviation) > farthest))
    return undefinedBecause(
      `${far.length > 0 ? `the effect of ${far.join(", ")}` : "a variance"} grows without end: the labels separate its levels`,
    );
  if (!best.hasConverged) return undefinedBecause("the likelihood has no maximum that can be found");
  const rest = best.point.slice(f);
  const deviations = snapToZero(best.point.slice(0, f), (own) => deviance([...own, ...rest]));
  const free = deviations.map((_, i) => i).filter((i) => deviations[i] > 0);
  const around = (point: readonly number[]) => {
    const own = [...deviations];
    for (const [k, i] of free.entries()) own[i] = point[k];
    return deviance([...own, ...point.slice(free.length)]);
  };
  const spread = covarianceOf(curvatureOf(around, [...free.map((i) => deviations[i]), ...rest]));
  if (!spread) return undefinedBecause("the effects cannot be told from each other: columns of them are collinear");
  return defined({
    fixed: rest.slice(0, p),
    own: rest.slice(p),
    covariance: spread.slice(free.length).map((row) => row.slice(free.length)),
    components: listComponents(structure, design, deviations, 1),
    logLikelihood: -deviance([...deviations, ...rest]) / 2,
  });
}
