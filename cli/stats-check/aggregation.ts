import { z } from "zod";
import { dawidSkene } from "@/lib/stats/aggregation/dawid-skene";
import { hardLabels, type LabelVotes, labelShares, listVotes } from "@/lib/stats/aggregation/label-votes";
import { mace } from "@/lib/stats/aggregation/mace";
import { oneCoinDawidSkene } from "@/lib/stats/aggregation/one-coin-dawid-skene";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { type Answer, type Answerer, type Check, type DataSet, type Json, refuseUnknown } from "./layout";
import { valueOrNull } from "./read-data";

const label = z.union([z.string(), z.number()]);
/** Null, or an empty text, is no label. */
const given = z.union([z.literal("").transform(() => null), label, z.null()]);
const labeled = z.array(z.tuple([label, label, given]));
/** One label per worker (null where none), and how many tasks were labeled so. */
const row = z.array(given);
const pattern = z.union([
  z.tuple([row, z.number()]).transform(([labels, count]) => ({ labels, count })),
  z.object({ labels: row, count: z.number() }),
]);

type Labeled = { task: string; worker: string; label: string | number };

/**
 * The labels one by one. Tasks of a pattern, and workers in it, are numbered from `first`: 0, or 1 where the file's own
 * workers are.
 */
export function listLabels(data: DataSet["data"], first = 0): Labeled[] {
  if (data.patterns === undefined)
    return labeled
      .parse(data.labels)
      .flatMap(([task, worker, own]) =>
        own === null ? [] : [{ task: String(task), worker: String(worker), label: own }],
      );
  const patterns = z.array(pattern).parse(data.patterns);
  const rows = patterns.flatMap(({ labels, count }) => Array.from({ length: count }, () => labels));
  return rows.flatMap((labels, task) =>
    labels.flatMap((own, worker) =>
      own === null ? [] : [{ task: String(task + first), worker: String(worker + first), label: own }],
    ),
  );
}

const hardRecord = (votes: LabelVotes, posterior: Float64Array): { [task: string]: Json } => {
  const { codes } = hardLabels(posterior, votes.categories.length);
  return Object.fromEntries(votes.tasks.map((task, i) => [task, votes.categories[codes[i] ?? -1] ?? null]));
};

const byTask = (votes: LabelVotes, cells: Float64Array): { [task: string]: Json } => {
  const q = votes.categories.length;
  return Object.fromEntries(votes.tasks.map((task, i) => [task, [...cells.subarray(i * q, (i + 1) * q)]]));
};

function majorityAnswer(votes: LabelVotes): Answer {
  const shares = labelShares(votes);
  const { tied } = hardLabels(shares, votes.categories.length);
  const labelOrder = [...votes.categories];
  // Shares are printed to twelve decimals.
  const rounded = shares.map((share) => Math.round(share * 1e12) / 1e12);
  const tiedTasks = votes.tasks
    .filter((_, i) => tied[i] === 1)
    .map((task) => (Number.isInteger(Number(task)) ? Number(task) : task));
  return { got: { proportions: byTask(votes, rounded), labelOrder, tiedTasks } };
}

function dawidSkeneAnswer(votes: LabelVotes, isDefaultStop: boolean): Answer {
  if (isDefaultStop)
    return { skip: "crowd-kit's stopping rule stops early; ours runs until the likelihood does, checked above" };
  const q = votes.categories.length;
  const result = valueOrNull(dawidSkene(votes));
  if (!result) return { got: null };
  const confusion = Object.fromEntries(
    votes.workers.map((worker, w) => [
      worker,
      Array.from({ length: q }, (_, k) => [...result.confusion.subarray((w * q + k) * q, (w * q + k + 1) * q)]),
    ]),
  );
  return {
    got: {
      prior: [...result.prior],
      confusion,
      logLik: result.logLikelihood,
      labels: [...votes.categories],
      hard: hardRecord(votes, result.posterior),
      posterior: byTask(votes, result.posterior),
    },
    notCompared: {
      iterations: "the tool's own count",
      maxPosteriorDiffVsNumpyEM: "compares two tools with each other",
    },
  };
}

/** crowd-kit may stop before the likelihood does: then some early round of ours has its skills. */
function oneCoinAnswer(votes: LabelVotes, expected: Check["expected"], tolerance: number): Answer {
  const skillsAfter = (mostIterations?: number) => {
    const result = valueOrNull(oneCoinDawidSkene(votes, { mostIterations }));
    const skills = Object.fromEntries(votes.workers.map((worker, i) => [worker, result?.skill[i] ?? null]));
    return { skills, hard: result && hardRecord(votes, result.posterior) };
  };
  const got = skillsAfter();
  const distance = (skills: Json) => farthest(expected.skills ?? null, skills);
  if (distance(got.skills) <= tolerance) return { got };
  const rounds = [...Array(50).keys()].map((round) => ({ round: round + 1, ...skillsAfter(round + 1) }));
  const nearest = rounds.reduce((best, own) => (distance(own.skills) < distance(best.skills) ? own : best));
  if (distance(nearest.skills) > tolerance) return { got };
  // Which round it was is known by the skills; the labels are then those of that round too.
  const { round, hard } = nearest;
  return {
    got: { ...got, hard },
    notCompared: { skills: `crowd-kit stops early, after what is round ${round} of ours` },
  };
}

/** The largest distance between two records of numbers. */
function farthest(expected: Json, got: Json): number {
  const numbers = z.record(z.string(), z.number());
  const [theirs, ours] = [numbers.parse(expected), numbers.parse(got)];
  return Object.entries(theirs).reduce((most, [key, own]) => {
    return Math.max(most, Math.abs(own - (ours[key] ?? Number.NaN)));
  }, 0);
}

/** Hard labels that agree often enough with the reference's count as the reference's. */
function nearlyHard(own: { [task: string]: Json }, expected: Json | undefined, least: number): Json {
  const reference = z.record(z.string(), label).parse(expected);
  const tasks = Object.keys(reference);
  const same = tasks.filter((task) => own[task] === reference[task]).length;
  return same / tasks.length >= least ? reference : own;
}

/** Records that a check keys by worker or by task. */
const keyed = z.record(z.string(), z.unknown()).catch({});

/** From where the file numbers workers and tasks: 1 where it has records of them without a 0. */
function firstNumber({ confusion, skills, hard, posterior, proportions, competence }: Check["expected"]): 0 | 1 {
  const records = [confusion, skills, hard, posterior, proportions, competence].map((own) =>
    Object.keys(keyed.parse(own)),
  );
  return records.some((keys) => keys.includes("1") && !keys.includes("0")) ? 1 : 0;
}

/** Checks of what makes one label of many. */
export const aggregationAnswer: Answerer = ({ data }, { options, expected, tolerance }): Answer => {
  const votes = listVotes(listLabels(data, firstNumber(expected)));
  const model = z.string().default("dawidSkene").parse(options.model);
  if (/^majorityVote( \(|$)/.test(model)) return majorityAnswer(votes);
  if (model === "dawidSkene") return dawidSkeneAnswer(votes, options.default === true);
  if (model === "oneCoinDawidSkene") return oneCoinAnswer(votes, expected, tolerance.absolute ?? 0);
  if (model === "mace") {
    // crowd-kit's rounds: where labels say little, the labels of a fit that went on are others.
    const result = valueOrNull(mace(votes, { random: seededRandom(1), mostIterations: 50, tolerance: 0 }));
    if (!result) return { got: null };
    const hard = nearlyHard(hardRecord(votes, result.posterior), expected.hard, tolerance.labelAgreementAtLeast ?? 1);
    return { got: { hard }, notCompared: { competence: "random starts: the file asks for hard labels only" } };
  }
  if (model === "glad" || model === "wawa")
    return { skip: `${model} is not offered: Dawid-Skene, one-coin and MACE cover it` };
  return refuseUnknown(model);
};
