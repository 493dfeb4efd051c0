import type { FigureRow } from "@/lib/analysis/analysis";
import { countOf } from "@/lib/format-number";
import { type Estimate, undrawn } from "@/lib/measure/estimate";
import type { ConditionModel } from "@/lib/measure/models/condition-model";
import { effectName } from "@/lib/measure/models/dependability";
import type { Severity } from "@/lib/measure/models/severity";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Generalizability } from "@/lib/stats/generalizability/generalizability";
import type { ModelFigures } from "./figures";

const noInterval = undefinedBecause("no interval is given for it");
const bare = (value: number): Defined<Estimate> => defined(undrawn(value, noInterval));

const none = (of: string, because: string): FigureRow[] => [
  { of, figure: "not defined", on: "", estimate: undefinedBecause(because) },
];

function listConditions(model: Defined<ConditionModel>): FigureRow[] {
  if (!model.defined) return none("conditions", model.because);
  const { kind, positive, baseline, effects, components, residualVariance, logLikelihood, joint, counts } = model.value;
  const about = {
    of: positive === null ? "conditions" : `conditions, ${positive}`,
    on: countOf(counts.labels, "label"),
  };
  const rest = residualVariance === null ? [] : [{ name: "rest", variance: residualVariance }];
  const what = kind === "linear" ? "difference" : "log odds ratio";
  const nameOf = (name: string) => (name === "(intercept)" ? name : `${what}, ${name} against ${baseline}`);
  const test = joint.defined
    ? [
        { figure: joint.value.df2 === null ? "chi-squared, all alike" : "F, all alike", value: joint.value.statistic },
        { figure: "p, all alike", value: joint.value.p },
      ]
    : [];
  return [
    ...effects.flatMap(({ name, value, interval, p }) => [
      { ...about, figure: nameOf(name), estimate: defined(undrawn(value, interval)) },
      { ...about, figure: `p, ${name}`, estimate: bare(p) },
    ]),
    ...test.map(({ figure, value }) => ({ ...about, figure, estimate: bare(value) })),
    ...(joint.defined ? [] : [{ ...about, figure: "p, all alike", estimate: joint }]),
    ...[...components, ...rest].map(({ name, variance }) => ({
      ...about,
      figure: `variance, ${name}`,
      estimate: bare(variance),
    })),
    { ...about, figure: "log-likelihood", estimate: bare(logLikelihood) },
  ];
}

function listSteps({ steps, categories }: Severity, on: string): FigureRow[] {
  return steps.flatMap((own) =>
    own.map((step, k) => ({
      of: "severity",
      figure: `step, ${categories[k]}|${categories[k + 1]}`,
      on,
      estimate: bare(step),
    })),
  );
}

function listSeverities(found: Defined<Severity>): FigureRow[] {
  if (!found.defined) return none("severity", found.because);
  const { facets, raters, mean, sd, objects, labels } = found.value;
  const [people] = facets;
  const each = (people?.levels ?? []).flatMap(({ value, interval, fit }, i) => {
    const [of, on] = [raters[i] ?? "", countOf(fit.labels, "label")];
    return [
      { of, figure: "severity", on, estimate: defined(undrawn(value, interval)) },
      { of, figure: "infit", on, estimate: bare(fit.infit) },
      { of, figure: "outfit", on, estimate: bare(fit.outfit) },
    ];
  });
  const on = countOf(labels, "label");
  const apart = people?.separation;
  const of = "severity";
  return [
    ...each,
    ...(apart
      ? (["separation", "reliability"] as const).map((key) => {
          return { of, figure: key, on, estimate: apart.defined ? bare(apart.value[key]) : apart };
        })
      : []),
    ...listSteps(found.value, on),
    { of, figure: "mean of outputs", on, estimate: bare(mean) },
    { of, figure: "standard deviation of outputs", on, estimate: bare(sd) },
    { of, figure: "reliability of outputs", on, estimate: bare(objects.reliability) },
  ];
}

function listDependability(study: Defined<Generalizability>): FigureRow[] {
  const of = "dependability";
  if (!study.defined) return none(of, study.because);
  const { variances, single, observed, needed } = study.value;
  const unreached = undefinedBecause("no number of raters reaches it");
  return [
    ...variances.map(({ effect, variance }) => ({
      of,
      figure: `variance, ${effectName(effect, variances.length)}`,
      on: "",
      estimate: bare(variance),
    })),
    ...[single, observed].flatMap(({ levels, phi, rho }) => {
      const on = countOf(levels[0] ?? 0, "rater");
      return [
        { of, figure: "phi", on, estimate: defined(undrawn(phi.value, phi.interval)) },
        { of, figure: "rho", on, estimate: defined(undrawn(rho.value, rho.interval)) },
      ];
    }),
    ...(["phi", "rho"] as const).map((key) => {
      const count = needed[key];
      const figure = `raters needed, ${key} of ${needed.target}`;
      return { of, figure, on: "", estimate: count === null ? unreached : bare(count) };
    }),
  ];
}

/** Every number that is estimated on the page; odds ratios, standard deviations and shares follow from these. */
export const listFigures = ({ conditions, severity, dependability }: ModelFigures): FigureRow[] => [
  ...conditions.flatMap(listConditions),
  ...listSeverities(severity),
  ...listDependability(dependability),
];
