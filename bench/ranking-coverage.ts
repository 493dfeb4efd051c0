/**
 * How often 95 % intervals of Bradley-Terry strengths hold the truth where comparisons share prompts: with errors of the
 * information matrix, which takes them as independent, and over prompts. Each prompt suits each of three models more or
 * less (normal, sd .8). `npx tsx bench/ranking-coverage.ts [--studies 500]`
 */
import { parseArgs } from "node:util";
import { comparisonModel } from "../lib/stats/ranking/comparison-model";
import { seededRandom } from "../lib/stats/resampling/seeded-random";

const { values } = parseArgs({ options: { studies: { type: "string", default: "500" } } });
const studies = Number(values.studies);
const random = seededRandom(20261127);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const strengths = [0.5, 0, -0.5];

/** The strengths on a fresh prompt, and comparisons of it in turn. */
function simulate(prompts: number, perPrompt: number) {
  const rows = Array.from({ length: prompts }, (_, prompt) => {
    const own = strengths.map((strength) => strength + 0.8 * normal());
    return Array.from({ length: perPrompt }, (_, i) => {
      const [left, right] = [i % 3, (i + 1 + Math.floor(2 * random())) % 3];
      const other = left === right ? (right + 1) % 3 : right;
      const chance = 1 / (1 + Math.exp((own[other] ?? 0) - (own[left] ?? 0)));
      return { prompt, left, right: other, outcome: random() < chance ? 1 : -1 };
    });
  }).flat();
  const column = (key: "prompt" | "left" | "right" | "outcome") => rows.map((row) => row[key]);
  return {
    comparisons: { left: column("left"), right: column("right"), outcome: column("outcome") },
    prompts: column("prompt"),
  };
}

/** What the model's strengths are over very many prompts: prompts that differ pull odds towards even. */
function truths(): number[] {
  const all = comparisonModel(3, simulate(40_000, 4).comparisons);
  if (!all.defined) throw new Error(all.because);
  return all.value.strengths.map(({ value }) => value);
}

const truth = truths();
console.log("prompts  per prompt  comparisons independent  over prompts  undefined");
for (const perPrompt of [4, 12])
  for (const prompts of [10, 20, 40, 100]) {
    const held = [0, 0];
    let [all, none] = [0, 0];
    for (let study = 0; study < studies; study++) {
      const { comparisons, prompts: clusters } = simulate(prompts, perPrompt);
      const fits = [comparisonModel(3, comparisons), comparisonModel(3, comparisons, { clusters })];
      if (fits.some((fit) => !fit.defined)) none++;
      for (const [player, own] of truth.entries()) {
        if (fits.every((fit) => fit.defined)) all++;
        for (const [way, fit] of fits.entries()) {
          const interval = fit.defined && fit.value.strengths[player]?.interval;
          if (interval && "value" in interval && interval.value.low <= own && own <= interval.value.high)
            held[way] = (held[way] ?? 0) + 1;
        }
      }
    }
    console.log([prompts, perPrompt, ...held.map((count) => ((100 * count) / all).toFixed(1)), none].join("\t"));
  }
