/**
 * Times the statistics against the aims written beside them, each in a process of its own, next to a plain
 * implementation of the same formula on the same data: the ratio means something on any machine. Peak memory is that of
 * the process (TypeScript's loader takes some 90 MiB of it) before the plain one runs. `npx tsx bench/stats.ts`
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { measureAgreement } from "../lib/analysis/agreement/detail";
import { noFilter } from "../lib/analysis/filter";
import { labelTableFrom } from "../lib/analysis/label-table-from";
import type { Question } from "../lib/questions/kinds";
import { questionSchema } from "../lib/questions/question-schema";
import { dawidSkene } from "../lib/stats/aggregation/dawid-skene";
import { alphaStatistic } from "../lib/stats/agreement/alpha-statistic";
import { gwetAc } from "../lib/stats/agreement/gwet-ac";
import { krippendorffAlpha } from "../lib/stats/agreement/krippendorff-alpha";
import { meanPairwiseKappa } from "../lib/stats/agreement/mean-pairwise-kappa";
import { pairwiseKappas } from "../lib/stats/agreement/pairwise-kappas";
import { percentAgreement } from "../lib/stats/agreement/percent-agreement";
import type { CodedRatings } from "../lib/stats/coded-ratings";
import { bradleyTerry } from "../lib/stats/ranking/bradley-terry";
import { tabulateOutcomes } from "../lib/stats/ranking/win-rates";
import { requireDefined } from "../lib/stats/require-defined";
import { bootstrapInterval } from "../lib/stats/resampling/bootstrap-interval";
import { seededRandom } from "../lib/stats/resampling/seeded-random";
import {
  plainAgreement,
  plainAlpha,
  plainAlphaInterval,
  plainBradleyTerry,
  plainDawidSkene,
  plainKappas,
  plainMeanKappa,
} from "./plain-stats";

const random = seededRandom(2026);

/** Units with a hidden truth, rated rightly three times in four. */
function simulate(units: number, raters: number, categories: number): CodedRatings {
  const codes = new Int32Array(units * raters);
  for (let unit = 0; unit < units; unit++) {
    const truth = Math.floor(random() * categories);
    for (let rater = 0; rater < raters; rater++) {
      codes[unit * raters + rater] = random() < 0.75 ? truth : Math.floor(random() * categories);
    }
  }
  const names = Array.from({ length: categories }, (_, k) => k + 1);
  return { units, raters, codes, categories: names, values: Float64Array.from(names) };
}

/** The median of several runs after three to warm up. */
function time(run: () => unknown, runs: number): number {
  for (let i = 0; i < Math.min(3, runs); i++) run();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[Math.floor(runs / 2)] as number;
}

type Task = {
  name: string;
  aimMs: number;
  /** Both on the same data. */
  prepare: () => { run: () => unknown; runs: number; plain?: () => unknown };
};

const tasks: readonly Task[] = [
  {
    name: "alpha with standard error, 1,000,000 ratings",
    aimMs: 25,
    prepare: () => {
      const million = simulate(200_000, 5, 5);
      return { run: () => krippendorffAlpha(million), runs: 15, plain: () => plainAlpha(million) };
    },
  },
  {
    name: "ten pairwise kappas with errors, same",
    aimMs: 8,
    prepare: () => {
      const million = simulate(200_000, 5, 5);
      return { run: () => pairwiseKappas(million), runs: 31, plain: () => plainKappas(million) };
    },
  },
  {
    name: "1,000 bootstraps of alpha over 10,000 x 5",
    aimMs: 100,
    prepare: () => {
      const study = simulate(10_000, 5, 5);
      const run = () => requireDefined(bootstrapInterval(alphaStatistic(study), { random: seededRandom(1) }));
      return { run, runs: 7, plain: () => plainAlphaInterval(study, 1000, seededRandom(1)) };
    },
  },
  {
    name: "Dawid-Skene to convergence, 100,000 labels",
    aimMs: 150,
    prepare: () => {
      const label = simulate(20_000, 5, 5).codes;
      const votes = {
        tasks: Array.from({ length: 20_000 }, (_, i) => String(i)),
        workers: ["a", "b", "c", "d", "e"],
        categories: [1, 2, 3, 4, 5],
        task: Int32Array.from(label, (_, i) => Math.floor(i / 5)),
        worker: Int32Array.from(label, (_, i) => i % 5),
        label,
      };
      const run = () => requireDefined(dawidSkene(votes));
      const { iterations } = run();
      return { run, runs: 7, plain: () => plainDawidSkene(votes, iterations) };
    },
  },
  {
    name: "Bradley-Terry with errors, 100,000 raw comparisons of 50",
    aimMs: 2,
    prepare: () => {
      const strengths = Array.from({ length: 50 }, () => random() * 2);
      const left = Int32Array.from({ length: 100_000 }, () => Math.floor(random() * 50));
      const right = left.map((player) => (player + 1 + Math.floor(random() * 49)) % 50);
      const outcome = left.map((player, i) => {
        const gap = (strengths[right[i] as number] as number) - (strengths[player] as number);
        return random() < 1 / (1 + Math.exp(gap)) ? 1 : -1;
      });
      const run = () => requireDefined(bradleyTerry(tabulateOutcomes(50, { left, right, outcome }).wins));
      return { run, runs: 101, plain: () => plainBradleyTerry(50, { left, right, outcome }) };
    },
  },
  {
    name: "mean of 7,503 kappas with its interval, 350 x 123",
    aimMs: 1000,
    prepare: () => {
      const panel = simulate(350, 123, 3);
      return { run: () => meanPairwiseKappa(panel), runs: 3, plain: () => plainMeanKappa(panel) };
    },
  },
  {
    name: "a study of 10,000 x 5 x 6 questions, all intervals",
    aimMs: 1000,
    prepare: () => {
      const questions = Array.from({ length: 6 }, () => simulate(10_000, 5, 5));
      const run = () =>
        questions.map((ratings) => [
          bootstrapInterval(alphaStatistic(ratings), { random: seededRandom(1) }),
          krippendorffAlpha(ratings),
          gwetAc(ratings),
          percentAgreement(ratings),
          meanPairwiseKappa(ratings),
          pairwiseKappas(ratings),
        ]);
      const plain = () =>
        questions.map((ratings) => [
          plainAlphaInterval(ratings, 1000, seededRandom(1)),
          plainAlpha(ratings),
          plainAgreement(ratings),
          plainMeanKappa(ratings),
          plainKappas(ratings),
        ]);
      return { run, runs: 3, plain };
    },
  },
  {
    name: "the agreement page's figures of such a study",
    aimMs: 1000,
    prepare: () => {
      const questions = [0, 1, 2, 3, 4, 5].map((place) => makeQuestion(place));
      const labels = questions.flatMap(({ key }) => {
        const { raters, codes } = simulate(10_000, 5, 3);
        return Array.from(codes, (code, cell) => ({
          item: `item ${Math.floor(cell / raters)}`,
          rater: `rater ${cell % raters}`,
          question: key,
          value: String(code + 1),
        }));
      });
      const table = labelTableFrom({ questions, labels });
      return { run: () => questions.map((own) => measureAgreement(table, own, noFilter)), runs: 3 };
    },
  },
];

/** Every other question is a scale. */
function makeQuestion(place: number): Question {
  const common = { key: `q${place}`, text: "How is it?" };
  const values = [1, 2, 3];
  if (place % 2 === 1)
    return questionSchema.parse({ ...common, type: "ordinal", points: values.map((value) => ({ value })) });
  const options = values.map((value) => ({ key: String(value), label: `Answer ${value}` }));
  return questionSchema.parse({ ...common, type: "choice", options });
}

/** One task in this process: its time, its memory, and how many times longer the plain one takes. */
function measure({ name, aimMs, prepare }: Task): string {
  const { run, runs, plain } = prepare();
  const ms = time(run, runs);
  const mib = process.resourceUsage().maxRSS / 1024;
  const plainMs = plain && time(plain, Math.min(runs, 7));
  const ratio = plainMs === undefined ? "" : `${(plainMs / ms).toFixed(1)} x plain (${plainMs.toFixed(0)} ms)`;
  return `${name.padEnd(58)} ${ms.toFixed(1).padStart(7)} ms  aim ${String(aimMs).padStart(4)} ms  ${mib.toFixed(0).padStart(4)} MiB  ${ratio}`;
}

const asked = process.argv[2];
if (asked !== undefined) console.log(measure(tasks[Number(asked)] as Task));
else {
  for (const place of tasks.keys()) {
    const own = [...process.execArgv, fileURLToPath(import.meta.url), String(place)];
    process.stdout.write(execFileSync(process.execPath, own));
  }
}
