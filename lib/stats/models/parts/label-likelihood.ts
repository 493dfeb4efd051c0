/** What each label says of its linear predictor: ln P, its slope, and minus its curvature (0 or more). */
export type Terms = { logLikelihood: number; slope: Float64Array; weight: Float64Array };

/** The likelihood of labels given a linear predictor each. */
export type LabelLikelihood = {
  labels: number;
  /** Numbers of its own beside the linear predictor. */
  parameters: number;
  terms: (predictor: Float64Array, own: readonly number[], into: Terms) => void;
  /** ln P of one label. */
  one: (label: number, predictor: number, own: readonly number[]) => number;
};

const share = (x: number) => 1 / (1 + Math.exp(-x));

/** ln(1 / (1 + exp(-x))), without overflow. */
export const logShare = (x: number) => (x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x)));

/** P(yes) = 1 / (1 + exp(-predictor)): slope y - p, curvature -p (1 - p). */
export function logisticLikelihood(outcome: Float64Array): LabelLikelihood {
  const one = (i: number, predictor: number) => logShare(outcome[i] === 1 ? predictor : -predictor);
  return {
    labels: outcome.length,
    parameters: 0,
    one,
    terms: (predictor, _, into) => {
      into.logLikelihood = 0;
      for (let i = 0; i < outcome.length; i++) {
        const p = share(predictor[i]);
        into.logLikelihood += one(i, predictor[i]);
        into.slope[i] = outcome[i] - p;
        into.weight[i] = p * (1 - p);
      }
    },
  };
}

/** Thresholds from what is free: the first, and the logarithms of the steps that follow. */
export function thresholdsOf(own: readonly number[]): number[] {
  const thresholds = [own[0]];
  for (const step of own.slice(1)) thresholds.push(thresholds[thresholds.length - 1] + Math.exp(step));
  return thresholds;
}

/**
 * P(label <= k) = F(t_k - predictor), F logistic. With a and b the thresholds above and below a label, less the
 * predictor,
 *
 *   P = F(a) - F(b) = F(a) F(-b) (1 - exp(b - a)),   slope F(a) + F(b) - 1,   curvature -F(a) F(-a) - F(b) F(-b).
 */
export function cumulativeLikelihood(codes: Int32Array, categories: number): LabelLikelihood {
  const ends = (i: number, predictor: number, thresholds: readonly number[]) => ({
    a: codes[i] === categories - 1 ? Number.POSITIVE_INFINITY : thresholds[codes[i]] - predictor,
    b: codes[i] === 0 ? Number.NEGATIVE_INFINITY : thresholds[codes[i] - 1] - predictor,
  });
  const logChance = ({ a, b }: { a: number; b: number }) => {
    const above = a === Number.POSITIVE_INFINITY ? 0 : logShare(a);
    const below = b === Number.NEGATIVE_INFINITY ? 0 : logShare(-b);
    return above + below + Math.log(-Math.expm1(b - a));
  };
  return {
    labels: codes.length,
    parameters: categories - 1,
    one: (i, predictor, own) => logChance(ends(i, predictor, thresholdsOf(own))),
    terms: (predictor, own, into) => {
      const thresholds = thresholdsOf(own);
      into.logLikelihood = 0;
      for (let i = 0; i < codes.length; i++) {
        const own = ends(i, predictor[i], thresholds);
        const [upper, lower] = [share(own.a), share(own.b)];
        into.logLikelihood += logChance(own);
        into.slope[i] = upper + lower - 1;
        into.weight[i] = upper * (1 - upper) + lower * (1 - lower);
      }
    },
  };
}
