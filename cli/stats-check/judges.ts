import { z } from "zod";
import { codeTriples } from "@/lib/stats/coded-ratings";
import { calibration } from "@/lib/stats/comparison/calibration";
import { kendallTau, pearson, spearman } from "@/lib/stats/comparison/correlation";
import { discrimination } from "@/lib/stats/comparison/discrimination";
import { scoreAgreement } from "@/lib/stats/comparison/score-agreement";
import { somersD } from "@/lib/stats/comparison/somers-d";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { adjustPValues } from "@/lib/stats/effects/adjust-p-values";
import type { ProportionMethod } from "@/lib/stats/effects/proportion-interval";
import { alternativeAnnotatorTest } from "@/lib/stats/judges/alternative-annotator-test";
import { correctedPrevalence, roganGladen } from "@/lib/stats/judges/corrected-prevalence";
import { type PairVerdict, positionBias } from "@/lib/stats/judges/position-bias";
import { predictionPoweredMean, testPredictionPoweredMean } from "@/lib/stats/judges/prediction-powered-mean";
import { type Answer, type Answerer, refuseUnknown } from "./layout";
import { correlationEnds, valueOrNull } from "./read-data";

const numbers = z.array(z.number());
const label = z.union([z.string(), z.number()]);
const isMissing = (own: unknown) => own === null || own === "" || own === "NA" || own === "NaN";
/** Labels by instance; where nothing stands nobody labeled. */
const labels = z
  .record(z.string(), z.unknown())
  .transform((all) =>
    Object.fromEntries(
      Object.entries(all).flatMap(([unit, own]) => (isMissing(own) ? [] : [[unit, label.parse(own)]])),
    ),
  );
const labelsOf = z.record(z.string(), labels);

const scorings = { accuracy: "accuracy", neg_rmse: "negative-rmse" } as const;

/** Many humans' labels and one judge's, and the test of whether the judge may stand in. */
const altTestAnswer: Answerer = ({ data }, { options }) => {
  const humans = labelsOf.parse(data.humans);
  const order = z.array(z.string()).default(Object.keys(humans)).parse(data.humansInOrder);
  const judges = labelsOf.parse(data.llms ?? data.judges);
  const name = z.coerce.string().default(Object.keys(judges)[0] ?? "");
  const judge = judges[name.parse(options.llm ?? options.judge)] ?? {};
  const categories = [...new Set([...Object.values(humans), judge].flatMap((labels) => Object.values(labels)))];
  const triples = order.flatMap((rater) =>
    Object.entries(humans[rater] ?? {}).map(([unit, value]) => ({ unit, rater, value })),
  );
  const ratings = codeTriples(triples, categories);
  const codes = ratings.unitKeys.map((unit) => categories.indexOf(judge[unit] ?? ""));
  const result = valueOrNull(
    alternativeAnnotatorTest(ratings, codes, {
      epsilon: z.number().parse(options.epsilon),
      falseDiscovery: z.number().default(0.05).parse(options.q),
      alignment: scorings[z.enum(["accuracy", "neg_rmse"]).default("accuracy").parse(options.scoring)],
      minimumHumans: z.number().default(2).parse(options.minHumansPerInstance),
      minimumUnits: z.number().default(30).parse(options.minInstancesPerHuman),
    }),
  );
  return {
    got: result && {
      winningRate: result.winningRate,
      advantageProb: result.advantageProbability,
      pValues: result.raters.map(({ p }) => valueOrNull(p)),
      rejectedIndices: result.raters.flatMap(({ isWon }, place) => (isWon ? [place] : [])),
    },
    notCompared: { log: "what the tool printed" },
  };
};

const byProcedureAnswer: Answerer = ({ data }, { options }) => {
  const level = z.number().parse(options.q);
  const adjusted = adjustPValues(numbers.parse(data.p), "benjamini-yekutieli");
  return { got: { rejected: adjusted.flatMap((p, place) => (p <= level ? [place] : [])) } };
};

const ppiAnswer: Answerer = ({ data }, { options, expected }): Answer => {
  const isClassical = options.method === "classical";
  const mean = valueOrNull(
    predictionPoweredMean(numbers.parse(data.y), numbers.parse(data.yhat), numbers.parse(data.yhatUnlabeled), {
      lambda: isClassical ? 0 : z.union([z.number(), z.literal("tuned")]).parse(options.lam),
      level: 1 - z.number().default(0.05).parse(options.alpha),
      weights: options.weights === true ? numbers.parse(data.w) : undefined,
      unlabeledWeights: options.weights === true ? numbers.parse(data.wUnlabeled) : undefined,
    }),
  );
  if (!mean) return { got: null };
  if (expected.p === undefined) {
    // An interval that we refuse because nothing varies is a point there.
    const { low, high } = valueOrNull(mean.interval) ?? { low: mean.value, high: mean.value };
    return { got: { estimate: mean.value, ciLow: low, ciHigh: high } };
  }
  const alternative = z.enum(["larger", "smaller", "two-sided"]).parse(options.alternative);
  return { got: { p: testPredictionPoweredMean(mean, z.number().parse(options.null), alternative) } };
};

const calibrationAnswer: Answerer = ({ data }, { options, tool }) => {
  const probabilities = numbers.parse(data.p);
  const outcomes = numbers.parse(data.y).map((outcome) => outcome === 1);
  const result = valueOrNull(
    calibration(probabilities, outcomes, {
      bins: z.number().default(10).parse(options.bins),
      strategy: z.enum(["uniform", "quantile"]).default("uniform").parse(options.strategy),
      closed: tool.includes("left-closed") ? "lower" : "upper",
    }),
  );
  const ranked = valueOrNull(discrimination(probabilities, outcomes));
  const clipped = "scikit-learn clips probabilities to 2.2e-16: ours is not defined where 0 was given to what happened";
  return {
    notCompared: result && !result.logLoss.defined ? { logLoss: clipped } : undefined,
    got: result && {
      fracPos: result.bins.map(({ shareTrue }) => shareTrue),
      meanPred: result.bins.map(({ meanProbability }) => meanProbability),
      ece: result.ece,
      mce: result.mce,
      brier: result.brier,
      logLoss: valueOrNull(result.logLoss),
      rocAuc: ranked?.rocAuc ?? null,
      averagePrecision: ranked?.averagePrecision ?? null,
      reliability: result.reliability,
      resolution: result.resolution,
      uncertainty: result.uncertainty,
    },
  };
};

/** Limits of agreement are at 1.96 standard deviations there, at the exact quantile here. */
const rounded = (bias: number, end: number) => bias + ((end - bias) * 1.96) / normalQuantile(0.975);

const correlationAnswer: Answerer = ({ data }, { expected }) => {
  const [x, y] = [numbers.parse(data.x), numbers.parse(data.y)];
  const r = valueOrNull(pearson(x, y));
  const tau = valueOrNull(kendallTau(x, y));
  const rho = valueOrNull(spearman(x, y));
  const d = valueOrNull(somersD(x, y));
  // In these files x is the judge.
  const scores = valueOrNull(scoreAgreement(y, x));
  const ends = (result: typeof r) => {
    const interval = correlationEnds(result);
    // With three pairs scipy prints the whole range, which is no interval.
    return result && x.length < 4 && !interval ? [-1, 1] : interval && [interval.low, interval.high];
  };
  const tested = "tauB" in expected ? tau : "spearman" in expected ? rho : r;
  return {
    got: {
      pearson: r?.value ?? null,
      ci: ends(r),
      spearman: rho?.value ?? null,
      ciFisher: ends(valueOrNull(spearman(x, y, { method: "fisher" }))),
      ciFieller: "tauB" in expected ? ends(tau) : ends(valueOrNull(spearman(x, y, { method: "fieller" }))),
      ciBonettWright: ends(rho),
      tauB: tau?.value ?? null,
      tauC: tau?.tauC ?? null,
      somersD: d?.value ?? null,
      p: "somersD" in expected ? (d?.p ?? null) : tested && valueOrNull(tested.p),
      lin: scores && valueOrNull(scores.concordance),
      mae: scores?.meanAbsoluteError ?? null,
      rmse: scores?.rootMeanSquareError ?? null,
      bias: scores?.bias ?? null,
      loaLow: scores && rounded(scores.bias, scores.limitsOfAgreement.low),
      loaHigh: scores && rounded(scores.bias, scores.limitsOfAgreement.high),
    },
  };
};

const positionAnswer: Answerer = ({ data }) => {
  const verdicts = z.array(z.tuple([z.string(), z.string()])).parse(data.verdicts);
  const sides: Readonly<Record<string, PairVerdict>> = { A: "first", B: "second", tie: "tie" };
  const side = (name: string) => sides[name] ?? refuseUnknown(name);
  const result = valueOrNull(
    positionBias(verdicts.map(([forward, backward]) => ({ forward: side(forward), backward: side(backward) }))),
  );
  return {
    got: result && {
      n: result.pairs,
      consistent: result.consistency.count,
      consistency: result.consistency.value,
      biasedFirst: result.favoursShownFirst,
      biasedSecond: result.favoursShownSecond,
      mixedTie: result.tieInOneOrder,
      // No turned pair is no test; R and scipy print 1.
      binomialP: valueOrNull(result.p) ?? 1,
    },
  };
};

const methods = { wilson: "wilson", "c-p": "clopper-pearson", blaker: "blaker" } as const;

/** Places of epiR's intervals that are not those of the method they are named for. */
function epiDeparts(
  method: ProportionMethod,
  { positives, tested }: { positives: number; tested: number },
): Record<string, string> | undefined {
  if (method !== "wilson" || (positives !== 1 && positives !== tested - 1)) return undefined;
  const place = positives === 1 ? 1 : 2;
  const because = "epiR puts -ln(1 - alpha) / n in the place of Wilson's end next to the edge";
  return { [`apparent[${place}]`]: because, [`true[${place}]`]: because };
}

const prevalenceAnswer: Answerer = (_, { options }): Answer => {
  const number = (key: string) => z.number().parse(options[key]);
  const alpha = z.number().default(0.05).parse(options.alpha);
  if (options.pos !== undefined) {
    const method = methods[z.enum(["wilson", "c-p", "blaker"]).parse(options.method)];
    const rates = { sensitivity: number("se"), specificity: number("sp") };
    const counts = { positives: number("pos"), tested: number("tested") };
    const result = valueOrNull(roganGladen(counts, rates, { method, level: 1 - alpha }));
    if (!result) return { got: null };
    const { apparent, raw, interval } = result;
    const seen = [apparent.value, apparent.interval.low, apparent.interval.high];
    return {
      got: { apparent: seen, true: [raw, interval.low, interval.high] },
      notCompared: epiDeparts(method, counts),
    };
  }
  const isLang = options.ap !== undefined;
  const keys = isLang
    ? { share: "ap", sensitivity: "se", specificity: "sp", positives: "nSe", negatives: "nSp" }
    : { share: "p", sensitivity: "sensitivity", specificity: "specificity", positives: "mPos", negatives: "mNeg" };
  const read = (key: string, otherwise: number) => (options[key] === undefined ? otherwise : number(key));
  const result = correctedPrevalence(
    { share: number(keys.share), tested: read("n", 100) },
    {
      sensitivity: number(keys.sensitivity),
      specificity: number(keys.specificity),
      positives: read(keys.positives, 100),
      negatives: read(keys.negatives, 100),
    },
    1 - alpha,
  );
  if (!result.defined) return { got: { undefined: true }, notCompared: { reason: "words" } };
  const { value, interval } = result.value;
  return { got: { estimate: value, ciLow: interval.low, ciHigh: interval.high } };
};

/** Checks of what compares a judge with people. */
export const judgeAnswers: Readonly<Record<string, Answerer>> = {
  altTest: altTestAnswer,
  byProcedure: byProcedureAnswer,
  ppiMean: ppiAnswer,
  calibration: calibrationAnswer,
  correlation: correlationAnswer,
  positionBias: positionAnswer,
  prevalenceCorrection: prevalenceAnswer,
};
