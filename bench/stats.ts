/**
 * Times the statistics against the aims written beside them, each next to a plain implementation run on the same
 * data in the same process, so that the ratio means something on any machine. `npx tsx bench/stats.ts`
 */
import { alphaStatistic } from "../lib/stats/alpha-statistic";
import { bootstrapInterval } from "../lib/stats/bootstrap-interval";
import { bradleyTerry } from "../lib/stats/bradley-terry";
import type { CodedRatings } from "../lib/stats/coded-ratings";
import { dawidSkene } from "../lib/stats/dawid-skene";
import { gwetAc } from "../lib/stats/gwet-ac";
import { krippendorffAlpha } from "../lib/stats/krippendorff-alpha";
import { meanPairwiseKappa } from "../lib/stats/mean-pairwise-kappa";
import { pairwiseKappas } from "../lib/stats/pairwise-kappas";
import { percentAgreement } from "../lib/stats/percent-agreement";
import { requireDefined } from "../lib/stats/require-defined";
import { seededRandom } from "../lib/stats/seeded-random";

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

/** The textbook: lists of labels and maps of counts. */
function plainAlpha({ units, raters, codes }: CodedRatings): number {
  const counts = new Map<number, number>();
  let [observed, n] = [0, 0];
  for (let unit = 0; unit < units; unit++) {
    const labels = [...codes.subarray(unit * raters, (unit + 1) * raters)].filter((code) => code >= 0);
    if (labels.length < 2) continue;
    const own = new Map<number, number>();
    for (const label of labels) own.set(label, (own.get(label) ?? 0) + 1);
    let same = 0;
    for (const count of own.values()) same += count * (count - 1);
    observed += (labels.length * (labels.length - 1) - same) / (labels.length - 1);
    for (const [label, count] of own) counts.set(label, (counts.get(label) ?? 0) + count);
    n += labels.length;
  }
  let same = 0;
  for (const count of counts.values()) same += count * (count - 1);
  return 1 - ((n - 1) * observed) / (n * (n - 1) - same);
}

/** The median of several runs after two to warm up, and the memory in use at the highest point seen. */
function time(run: () => unknown, runs = 7): { ms: number; mib: number } {
  run();
  run();
  let most = 0;
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    const passed = performance.now() - start;
    most = Math.max(most, process.memoryUsage().rss);
    return passed;
  }).sort((a, b) => a - b);
  return { ms: times[Math.floor(runs / 2)] as number, mib: most / 2 ** 20 };
}

function report(task: string, aimMs: number, { ms, mib }: { ms: number; mib: number }, plain?: { ms: number }): void {
  const ratio = plain ? `${(plain.ms / ms).toFixed(1)} x plain (${plain.ms.toFixed(0)} ms)` : "";
  console.log(`${task.padEnd(58)} ${ms.toFixed(1).padStart(8)} ms  aim ${aimMs} ms  ${mib.toFixed(0)} MiB  ${ratio}`);
}

const million = simulate(200_000, 5, 5);
const plain = time(() => plainAlpha(million), 3);
report(
  "alpha with standard error, 1,000,000 ratings",
  25,
  time(() => krippendorffAlpha(million)),
  plain,
);
report(
  "ten pairwise kappas with errors, same",
  8,
  time(() => pairwiseKappas(million)),
);

const study = simulate(10_000, 5, 5);
const bootstrap = () => requireDefined(bootstrapInterval(alphaStatistic(study), { random: seededRandom(1) }));
const plainStudy = time(() => plainAlpha(study), 5);
report("1,000 bootstraps of alpha over 10,000 x 5", 100, time(bootstrap, 5), { ms: plainStudy.ms * 1000 });

const votes = {
  tasks: Array.from({ length: 20_000 }, (_, i) => String(i)),
  workers: ["a", "b", "c", "d", "e"],
  categories: [1, 2, 3, 4, 5],
  task: Int32Array.from({ length: 100_000 }, (_, i) => Math.floor(i / 5)),
  worker: Int32Array.from({ length: 100_000 }, (_, i) => i % 5),
  label: million.codes.slice(0, 100_000),
};
report(
  "Dawid-Skene to convergence, 100,000 labels",
  150,
  time(() => dawidSkene(votes, { tolerance: 1e-9 }), 3),
);

const strengths = Array.from({ length: 50 }, () => random() * 2);
const left = Int32Array.from({ length: 100_000 }, () => Math.floor(random() * 50));
const right = left.map((player) => (player + 1 + Math.floor(random() * 49)) % 50);
const won = left.map((player, i) => {
  const gap = (strengths[right[i] as number] as number) - (strengths[player] as number);
  return random() < 1 / (1 + Math.exp(gap)) ? 1 : 0;
});
const ranking = () => {
  const counts = new Float64Array(2500);
  for (let i = 0; i < left.length; i++) {
    const [a, b] = [left[i] as number, right[i] as number];
    const cell = won[i] === 1 ? a * 50 + b : b * 50 + a;
    counts[cell] = (counts[cell] as number) + 1;
  }
  const wins = Array.from({ length: 50 }, (_, player) => Array.from(counts.subarray(player * 50, (player + 1) * 50)));
  return requireDefined(bradleyTerry(wins));
};
report("Bradley-Terry with errors, 100,000 comparisons of 50", 2, time(ranking, 41));

const panel = simulate(350, 123, 3);
report(
  "mean of 7,503 kappas with its interval, 350 x 123",
  1000,
  time(() => meanPairwiseKappa(panel), 3),
);

const questions = Array.from({ length: 6 }, () => simulate(10_000, 5, 5));
const whole = () =>
  questions.map((ratings) => {
    bootstrapInterval(alphaStatistic(ratings), { random: seededRandom(1) });
    return [
      krippendorffAlpha(ratings),
      gwetAc(ratings),
      percentAgreement(ratings),
      meanPairwiseKappa(ratings),
      pairwiseKappas(ratings),
    ];
  });
report("a study of 10,000 x 5 x 6 questions with all intervals", 1000, time(whole, 3));
