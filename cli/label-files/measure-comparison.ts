import { countOf } from "@/lib/format-number";
import { type BaselineRow, measureBaselines } from "@/lib/judges/baselines/measure-baselines";
import { majorityFigures } from "@/lib/measure/against-majority";
import type { SameReferences } from "@/lib/measure/against-people";
import { besidePeople } from "@/lib/measure/beside-people";
import type { ClassFigures } from "@/lib/measure/class-figures";
import { type Estimate, undrawn } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import { scoreFigures } from "@/lib/measure/score-figures";
import { type StandIn, standIn } from "@/lib/measure/stand-in";
import { type TableRules, tableGround } from "@/lib/measure/table";
import { type Evidence, gatherEvidence } from "@/lib/measure/verdict/evidence";
import type { NamedLikeness } from "@/lib/measure/verdict/likeness";
import type { Stratum } from "@/lib/measure/verdict/strata";
import { giveVerdict, type Verdict } from "@/lib/measure/verdict/verdict";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Estimated, Measured } from "./measured";
import type { Comparison } from "./read-comparison-file";
import { codeTerms, type NamedTerms, noTerms } from "./verdict-terms";

type Rules = Omit<TableRules, "clusters"> & { epsilon: number; terms?: NamedTerms };

export type ComparisonFigures = {
  measured: Measured[];
  classes: Defined<ClassFigures[]>;
  test: Defined<StandIn>;
  verdict: Defined<Verdict>;
  /** What needs no model, and the human whom the judge is most like. */
  baselines: BaselineRow[];
  nearest: NamedLikeness | null;
  /** Units left out of accuracy and kappa; null where labels are too many to have a majority. */
  leftOut: { tied: number; withoutHuman: number; withoutJudge: number } | null;
};

const noBaselines = { baselines: [], nearest: null };

/** A figure of a table that may be undefined as a whole. */
function pick<Value>(from: Defined<Value>, of: (value: Value) => Estimate | Defined<Estimate>): Estimated {
  if (!from.defined) return from;
  const own = of(from.value);
  return "defined" in own ? own : { defined: true, value: own };
}

const weighted = ({ kind, weights }: Ground) =>
  kind === "scale" && weights !== "unweighted" ? `, ${weights} weights` : "";

const majorityNames = (ground: Ground) =>
  [
    ["accuracy", "Accuracy"],
    ["balanced-accuracy", "Balanced accuracy"],
    ["macro-f1", "F1, mean of classes"],
    ["mcc", "Matthews' correlation"],
    ["kappa", `Cohen's kappa${weighted(ground)}`],
  ] as const;

function againstMajority(ground: Ground, codes: Int32Array, compared: Evidence["majority"]): Measured[] {
  const { balancedAccuracy, macroF1, mcc } = majorityFigures(ground, codes);
  const figures = {
    accuracy: pick(compared, ({ accuracy }) => accuracy),
    "balanced-accuracy": balancedAccuracy,
    "macro-f1": macroF1,
    mcc,
    kappa: pick(compared, (own) => own.weightedKappa ?? own.kappa),
  };
  const n = countOf(compared.defined ? compared.value.n : 0, "unit");
  return majorityNames(ground).map(([key, name]) => ({ key, name, result: figures[key], n }));
}

const ceilingNames = [
  ["human-ceiling", "A human, with the other humans' majority", "people"],
  ["judge-at-ceiling", "The judge, with the same majorities", "judge"],
  ["judge-minus-human", "Judge minus human", "difference"],
] as const;

function besideHumans(same: Defined<SameReferences>): Measured[] {
  const n = same.defined ? `${countOf(same.value.comparisons, "label")} of ${countOf(same.value.units, "unit")}` : "";
  return ceilingNames.map(([key, name, of]) => ({ key, name, result: pick(same, (own) => own[of]), n }));
}

/** Kappa with one other human at a time, the same others for a human and for the judge. */
function besideOneHuman(ground: Ground, codes: Int32Array): Measured[] {
  const kappas = besidePeople(ground, codes);
  const n = countOf(kappas.defined ? kappas.value.people.length : 0, "human");
  const of = (who: "medianPerson" | "medianJudge"): Estimated =>
    kappas.defined ? defined(undrawn(kappas.value[who], undefinedBecause("it is a median over few humans"))) : kappas;
  const kappa = `kappa${weighted(ground)}, with one other human at a time`;
  return [
    { key: "human-pair-kappa", name: `A human's ${kappa}`, result: of("medianPerson"), n },
    { key: "judge-pair-kappa", name: `The judge's ${kappa}`, result: of("medianJudge"), n },
  ];
}

/** Numbers of the judge against the mean of the humans: on scales only. */
function againstMean(ground: Ground, codes: Int32Array): Measured[] {
  const scores = scoreFigures(ground, codes);
  const n = countOf(scores.defined ? scores.value.units : 0, "unit");
  return [
    { key: "bias", name: "Judge minus the mean of the humans", result: pick(scores, ({ bias }) => bias), n },
    {
      key: "mean-absolute-error",
      name: "Mean distance from the mean of the humans",
      n,
      result: pick(scores, ({ error }) => error),
    },
    {
      key: "pearson",
      name: "Pearson's r with the mean of the humans",
      n,
      result: pick(scores, ({ pearson }) => pearson),
    },
    {
      key: "spearman",
      name: "Spearman's rho with the mean of the humans",
      n,
      result: pick(scores, ({ spearman }) => spearman),
    },
  ];
}

/** More labels than this are no list of classes that anybody reads. */
const mostClasses = 26;

/** Why there is no list of classes, if so: then they are drawn only where one of them must not be missed. */
const unlisted = ({ categories }: Ground) =>
  categories.length > mostClasses ? undefinedBecause(`${categories.length} labels are too many to be listed`) : null;

/** The units of each value of each column that parts them; those without a value are in none. */
const strataOf = ({ strata }: Comparison, rows: readonly number[]): Stratum[] =>
  (strata ?? []).flatMap(({ column, of }) =>
    [...new Set(of)]
      .filter((level) => level !== "")
      .map((level) => ({
        factor: column,
        level,
        units: [...rows.keys()].filter((unit) => of[rows[unit] ?? -1] === level),
      })),
  );

/** A judge against the humans of a file: their majority, the ceiling they set, and whether it may stand in for one. */
export function measureComparison(comparison: Comparison, { terms = noTerms, ...rules }: Rules): ComparisonFigures {
  const { humans, judge, clusters } = comparison;
  const coded = codeTerms(terms, humans.categories.map(String));
  const { ground, codes, rows, ties, withoutPeople, refused } = tableGround(humans, judge, {
    ...rules,
    clusters: clusters?.of ?? null,
  });
  const ofScale = rules.level === "nominal" ? [] : againstMean(ground, codes);
  const test = standIn(ground, codes);
  if (refused !== null) {
    const none = undefinedBecause(refused);
    const ofMajority = [...majorityNames(ground), ...ceilingNames].map(([key, name]) => ({
      key,
      name,
      result: none,
      n: "",
    }));
    return { measured: [...ofMajority, ...ofScale], classes: none, test, verdict: none, ...noBaselines, leftOut: null };
  }
  const tooMany = unlisted(ground);
  const isAsked = typeof coded.rare === "object" && coded.rare !== null;
  const isTuned = (unit: number) => comparison.isForTuning?.[rows[unit] ?? -1] === true;
  const { rows: baselines } = measureBaselines(ground, null, isTuned);
  const evidence = gatherEvidence(ground, codes, { test, ...(tooMany && !isAsked && { classes: tooMany }) });
  const ofMajority = [...againstMajority(ground, codes, evidence.majority), ...besideHumans(evidence.sameReferences)];
  const withoutJudge = ground.majority.filter(
    (code, unit) => code >= 0 && (codes[unit] ?? -1) < 0 && !isTuned(unit),
  ).length;
  const verdict = giveVerdict(ground, codes, { terms: coded, strata: strataOf(comparison, rows), evidence });
  return {
    measured: [...ofMajority, ...besideOneHuman(ground, codes), ...ofScale],
    classes: tooMany ?? evidence.classes,
    test,
    verdict: defined(verdict),
    baselines,
    nearest: evidence.alike.defined ? (evidence.alike.value[0] ?? null) : null,
    leftOut: { tied: ties, withoutHuman: withoutPeople, withoutJudge },
  };
}
