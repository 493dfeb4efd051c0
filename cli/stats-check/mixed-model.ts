import { z } from "zod";
import type { Defined } from "@/lib/stats/defined";
import { cumulativeLinkMixedModel } from "@/lib/stats/models/cumulative-link-mixed-model";
import type { FixedEffect, JointTest } from "@/lib/stats/models/fixed-effect";
import { contrastColumns, type RandomFactor, type VarianceComponent } from "@/lib/stats/models/mixed-data";
import { mixedLinearModel } from "@/lib/stats/models/mixed-linear-model";
import { mixedLogisticModel } from "@/lib/stats/models/mixed-logistic-model";
import type { Answer, Answerer, Json } from "./layout";

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
type Row = Record<string, z.output<typeof cell>>;

/** R's way of writing a model: lmer(y ~ condition + (1|item) + (1|rater), REML). */
type Formula = {
  kind: "lmer" | "glmer" | "clmm";
  outcome: string;
  condition: string | null;
  factors: string[];
  rest: string;
};

function readFormula(model: string): Formula | null {
  const [, kind, outcome, right = "", rest = ""] =
    /^(lmer|glmer|clmm)\((\w+)\s*~\s*((?:[^,()]|\([^()]*\))+)(.*)$/.exec(model) ?? [];
  if ((kind !== "lmer" && kind !== "glmer" && kind !== "clmm") || outcome === undefined) return null;
  const factors = [...right.matchAll(/\(1\s*\|\s*(\w+)\)/g)].map(([, name = ""]) => name);
  const fixed = right
    .replace(/\([^()]*\)/g, "")
    .split("+")
    .map((term) => term.trim())
    .filter((term) => term !== "" && term !== "1");
  if (factors.length === 0 || fixed.length > 1) return null;
  return { kind, outcome, condition: fixed[0] ?? null, factors, rest };
}

function codesOf(rows: readonly Row[], column: string, first: readonly string[] = []) {
  const known = new Map(first.map((name, i) => [name, i]));
  const codes = Int32Array.from(rows, (row) => {
    const name = String(row[column]);
    const code = known.get(name) ?? known.size;
    known.set(name, code);
    return code;
  });
  return { codes, names: [...known.keys()] };
}

/** The baseline is the level that R's estimates do not name. */
function levelsOf(rows: readonly Row[], column: string, expected: Readonly<Record<string, Json>>): string[] {
  const names = codesOf(rows, column).names;
  const estimated = z.record(z.string(), z.number()).catch({}).parse(expected.fixef);
  const baseline = names.find((name) => !(`${column}${name}` in estimated)) ?? names[0];
  return [...names.filter((name) => name === baseline), ...names.filter((name) => name !== baseline)];
}

const nameOf = (name: string, condition: string | null) =>
  name === "(intercept)" ? "(Intercept)" : `${condition ?? ""}${name}`;

/**
 * A p of one in a million changes by more than a thousandth of itself where the reference has stopped short of the
 * optimum, which shows in a likelihood below ours.
 */
function listShortfalls(
  { fixed, logLikelihood }: Fit,
  condition: string | null,
  { remlLogLik, logLik }: Readonly<Record<string, Json>>,
): Record<string, string> {
  const reached = remlLogLik ?? logLik;
  if (typeof reached !== "number" || reached >= logLikelihood) return {};
  const because = "the reference stops short of the optimum (ours has the higher likelihood), and a tiny p shows it";
  return Object.fromEntries(
    fixed.filter(({ p }) => p < 1e-6).map(({ name }) => [`p.${nameOf(name, condition)}`, because]),
  );
}

type Fit = {
  fixed: readonly FixedEffect[];
  components: readonly VarianceComponent[];
  logLikelihood: number;
  joint: Defined<JointTest>;
  residualVariance?: number;
};

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** A fit under R's names: "(Intercept)", condition and level in one word, varItem. */
function describeFit(
  { fixed, components, logLikelihood, joint, residualVariance }: Fit,
  condition: string | null,
): Json {
  const each = (read: (effect: FixedEffect) => number | null) =>
    Object.fromEntries(fixed.map((effect) => [nameOf(effect.name, condition), read(effect)]));
  const variances = Object.fromEntries(components.map(({ name, variance }) => [`var${capital(name)}`, variance]));
  const sum = components.reduce((total, { variance }) => total + variance, 0) + (residualVariance ?? 0);
  const own = components[0]?.variance ?? 0;
  return {
    fixef: each(({ value }) => value),
    se: each(({ standardError }) => standardError),
    dfSatterthwaite: each(({ df }) => df),
    t: each(({ value, standardError }) => value / standardError),
    z: each(({ value, standardError }) => value / standardError),
    p: each(({ p }) => p),
    ...variances,
    varResid: residualVariance ?? null,
    logLik: logLikelihood,
    remlLogLik: logLikelihood,
    F: joint.defined ? joint.value.statistic : null,
    Fdf2: joint.defined ? joint.value.df2 : null,
    Fp: joint.defined ? joint.value.p : null,
    iccAgreementSingle: own / sum,
    iccConsistencySingle: residualVariance === undefined ? null : own / (own + residualVariance),
  };
}

function estimate(rows: readonly Row[], formula: Formula, levels: readonly string[]): Defined<Fit> {
  const { kind, outcome, condition, factors: names, rest } = formula;
  const factors: RandomFactor[] = names.map((name) => {
    const { codes, names: own } = codesOf(rows, name);
    return { name, levels: own.length, codes };
  });
  const conditions = condition === null ? new Int32Array(rows.length) : codesOf(rows, condition, levels).codes;
  const fixed = contrastColumns(conditions, condition === null ? ["all"] : levels, { intercept: kind !== "clmm" });
  const score = Float64Array.from(rows, (row) => Number(row[outcome]));
  if (kind === "lmer")
    return mixedLinearModel(score, { fixed, factors }, { method: /\bML\b|REML\s*=\s*F/.test(rest) ? "ML" : "REML" });
  if (kind === "glmer")
    return mixedLogisticModel(score, { fixed, factors }, { points: Number(/nAGQ\s*=\s*(\d+)/.exec(rest)?.[1] ?? 1) });
  const categories = [...new Set(score)].sort((a, b) => a - b);
  return cumulativeLinkMixedModel(
    Int32Array.from(score, (own) => categories.indexOf(own)),
    categories.length,
    { fixed, factors },
  );
}

/** Mixed models with random intercepts, as lme4 and ordinal write them. Ordinary least squares with clustered errors is no such model. */
export const mixedModelAnswer: Answerer = ({ data }, { options, expected }): Answer => {
  const model = z.string().parse(options.model);
  const formula = readFormula(model);
  if (!formula)
    return { skip: "least squares with clustered errors is not offered: a mixed model says the same of the data" };
  const { outcome, condition } = formula;
  const rows = z
    .array(z.record(z.string(), cell))
    .parse(data.rows)
    .filter((row) => row[outcome] !== null && row[outcome] !== undefined);
  const result = estimate(rows, formula, condition === null ? [] : levelsOf(rows, condition, expected));
  if (!result.defined) return { got: null };
  return { got: describeFit(result.value, condition), notCompared: listShortfalls(result.value, condition, expected) };
};
