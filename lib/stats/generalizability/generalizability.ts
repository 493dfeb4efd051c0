import { type Defined, defined, type Random, undefinedBecause } from "@/lib/stats/defined";
import { chiSquaredQuantile } from "@/lib/stats/distributions/chi-squared-distribution";
import { type Interval, requireLevel } from "@/lib/stats/interval";
import { mixedLinearModel } from "@/lib/stats/models/mixed-linear-model";
import { decide, levelsNeeded } from "./decision-study";
import {
  anovaVariances,
  type CrossedScores,
  type EffectVariance,
  effectsOf,
  hasWay,
  placeOf,
  requireCrossed,
} from "./mean-squares";

/** A coefficient with its interval, which only complete tables have. */
type Coefficient = { value: number; interval: Defined<Interval> };

export type Generalizability = {
  method: "ANOVA" | "REML";
  /** By effect: 1 objects, 2 first facet, 3 objects x first facet, and so on; the last is what is left. */
  variances: { effect: number; variance: number; isNegative: boolean }[];
  /** With as many levels as were observed, and with one of the first facet. */
  observed: { levels: readonly number[]; phi: Coefficient; rho: Coefficient };
  single: { levels: readonly number[]; phi: Coefficient; rho: Coefficient };
  /** Levels of the first facet with which each reaches the target; null where none do. */
  needed: { target: number; phi: number | null; rho: number | null };
};

export type GeneralizabilityOptions = {
  /** REML also where a table is complete: its variances are never below 0. */
  method?: "ANOVA" | "REML";
  target?: number;
  level?: number;
  draws?: number;
  random: Random;
};

/**
 * A generalizability study: how much of the spread of scores is the objects' (outputs), how much the raters', the
 * criteria's, and their mixtures', and what an average over other numbers of them would be worth. Objects are crossed
 * with one facet (p x r) or two (p x r x i).
 *
 * Variances come from the analysis of variance where the table is complete, else (or when asked for) by restricted
 * likelihood, which lets cells be empty. An analysis of variance may give less than 0; it is handed out as it is, marked,
 * and counts as 0 in coefficients.
 *
 * Intervals are generalised ones (Weerahandi): each mean square, times its degrees of freedom, over a draw of chi-squared
 * with as many, makes a set of variances, and those a coefficient; the quantiles of the draws end the interval. For p x r
 * and rho that is the exact interval by F. They take effects as normal. Without a complete table there is none.
 * Sources: Brennan, Generalizability Theory (2001); Weerahandi, JASA 88 (1993) 899-905.
 */
export function generalizability(scores: CrossedScores, options: GeneralizabilityOptions): Defined<Generalizability> {
  const { method, target = 0.8, level = 0.95 } = options;
  requireLevel("generalizability", level);
  requireCrossed("generalizability", scores);
  const anova = anovaVariances(scores);
  if (!anova.defined && method === "ANOVA") return anova;
  const isComplete = anova.defined && method !== "REML";
  const found: Defined<number[]> = isComplete
    ? defined(anova.value.map(({ variance }) => variance))
    : remlVariances(scores);
  if (!found.defined) return found;
  const variances = found.value;
  if (!variances.some((variance) => variance > 0)) return undefinedBecause("every score is the same");
  const observed = scores.sizes.slice(1);
  const single = [1, ...observed.slice(1)];
  const drawn = anova.defined ? drawVariances(anova.value, scores.sizes, options) : null;
  const decided = (levels: readonly number[]) => {
    const own = decide(variances, levels);
    const coefficient = (name: "phi" | "rho"): Coefficient => ({
      value: own[name],
      interval: drawn
        ? quantileEnds(
            drawn.map((draw) => decide(draw, levels)[name]),
            level,
          )
        : undefinedBecause("cells are empty, and no interval is known to hold its level there"),
    });
    return { levels, phi: coefficient("phi"), rho: coefficient("rho") };
  };
  const need = (coefficient: "phi" | "rho") => levelsNeeded(variances, observed, { facet: 0, coefficient, target });
  return defined({
    method: isComplete ? "ANOVA" : "REML",
    variances: variances.map((variance, i) => ({ effect: i + 1, variance, isNegative: variance < 0 })),
    observed: decided(observed),
    single: decided(single),
    needed: { target, phi: need("phi"), rho: need("rho") },
  });
}

/** Variances by restricted likelihood: a random intercept for each effect but the last, which is the rest. */
function remlVariances({ score, codes, sizes }: CrossedScores): Defined<number[]> {
  const ways = sizes.length;
  const effects = effectsOf(ways).slice(0, -1);
  const factors = effects.map((effect) => {
    const levels = sizes.reduce((product, size, way) => (hasWay(effect, way) ? product * size : product), 1);
    return {
      name: `effect ${effect}`,
      levels,
      codes: Int32Array.from(score, (_, i) => placeOf(codes, sizes, effect, i)),
    };
  });
  const intercept = { names: ["(intercept)"], columns: [new Float64Array(score.length).fill(1)] };
  const model = mixedLinearModel(score, { fixed: intercept, factors });
  if (!model.defined) return model;
  return defined([...model.value.components.map(({ variance }) => variance), model.value.residualVariance]);
}

/** Sets of variances that mean squares like these may have come from. */
function drawVariances(
  found: readonly EffectVariance[],
  sizes: readonly number[],
  { draws = 4000, random }: GeneralizabilityOptions,
): number[][] {
  // Quantiles of chi-squared at even shares, in an order of their own for each effect: fewer draws do than of chance alone.
  const columns = found.map(({ meanSquare, df }) => {
    const order = shuffled(draws, random);
    const quantiles = Array.from({ length: draws }, (_, i) => chiSquaredQuantile((i + 0.5) / draws, df));
    return order.map((place) => (meanSquare * df) / quantiles[place]);
  });
  return Array.from({ length: draws }, (_, draw) =>
    found.map(({ effect }) => {
      const levels = sizes.reduce((product, size, way) => (hasWay(effect, way) ? product : product * size), 1);
      let sum = 0;
      for (const [i, other] of found.entries()) {
        if ((other.effect & effect) !== effect) continue;
        const apart = [0, 1, 2].filter((way) => hasWay(other.effect ^ effect, way)).length;
        sum += (apart % 2 === 1 ? -1 : 1) * columns[i][draw];
      }
      return Math.max(0, sum / levels);
    }),
  );
}

function shuffled(length: number, random: Random): number[] {
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function quantileEnds(values: readonly number[], level: number): Defined<Interval> {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (sorted.length < values.length / 2) return undefinedBecause("the draws show no spread");
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * sorted.length - 0.5)))];
  return defined({ low: at((1 - level) / 2), high: at((1 + level) / 2), level, method: "generalised" });
}
