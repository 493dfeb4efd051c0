import type { FigureRow } from "@/lib/analysis/analysis";
import { countOf } from "@/lib/format-number";
import { undrawn } from "@/lib/measure/estimate";
import type { ConditionModel } from "@/lib/measure/models/condition-model";
import { effectNames } from "@/lib/measure/models/dependability";
import type { Severity } from "@/lib/measure/models/severity";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Generalizability } from "@/lib/stats/generalizability/generalizability";
import type { ModelFigures } from "./figures";

const bare = undefinedBecause("no interval is given for it");

const none = (of: string, because: string): FigureRow[] => [
  { of, figure: "not defined", on: "", estimate: undefinedBecause(because) },
];

function listConditions(model: Defined<ConditionModel>): FigureRow[] {
  if (!model.defined) return none("conditions", model.because);
  const { kind, positive, effects, components, residualVariance, counts } = model.value;
  const on = countOf(counts.labels, "label");
  const of = positive === null ? "conditions" : `conditions, ${positive}`;
  const rest = residualVariance === null ? [] : [{ name: "rest", variance: residualVariance }];
  return [
    ...effects.map(({ name, value, interval }) => ({
      of,
      figure: `${kind === "linear" ? "difference" : "log odds ratio"}, ${name}`,
      on,
      estimate: defined(undrawn(value, interval)),
    })),
    ...[...components, ...rest].map(({ name, variance }) => ({
      of,
      figure: `variance, ${name}`,
      on,
      estimate: defined(undrawn(variance, bare)),
    })),
  ];
}

function listSeverities(found: Defined<Severity>): FigureRow[] {
  if (!found.defined) return none("severity", found.because);
  const { facets, raters } = found.value;
  return (facets[0]?.levels ?? []).flatMap(({ value, interval, fit }, i) => {
    const [of, on] = [raters[i] ?? "", countOf(fit.labels, "label")];
    return [
      { of, figure: "severity", on, estimate: defined(undrawn(value, interval)) },
      { of, figure: "infit", on, estimate: defined(undrawn(fit.infit, bare)) },
      { of, figure: "outfit", on, estimate: defined(undrawn(fit.outfit, bare)) },
    ];
  });
}

function listDependability(study: Defined<Generalizability>): FigureRow[] {
  if (!study.defined) return none("dependability", study.because);
  const { variances, single, observed } = study.value;
  return [
    ...variances.map(({ effect, variance }) => ({
      of: "dependability",
      figure: `variance, ${effectNames[effect] ?? ""}`,
      on: "",
      estimate: defined(undrawn(variance, bare)),
    })),
    ...[single, observed].flatMap(({ levels, phi, rho }) => {
      const on = countOf(levels[0] ?? 0, "rater");
      return [
        { of: "dependability", figure: "phi", on, estimate: defined(undrawn(phi.value, phi.interval)) },
        { of: "dependability", figure: "rho", on, estimate: defined(undrawn(rho.value, rho.interval)) },
      ];
    }),
  ];
}

/** Every number of the page: effects and variances, severities with fit, and what averages are worth. */
export const listFigures = ({ conditions, severity, dependability }: ModelFigures): FigureRow[] => [
  ...conditions.flatMap(listConditions),
  ...listSeverities(severity),
  ...listDependability(dependability),
];
