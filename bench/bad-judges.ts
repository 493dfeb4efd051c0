/**
 * Judges that must not replace people, and one that may, through the verdict: 300 items, three people who are right with
 * .95, unsafe 5, 10 and 20 %, epsilon .2, floors .6 (sensitivity) and .8 (specificity). Prints in how many of the
 * simulated studies each may replace people, passes the bare alternative-annotator test, and what refuses it most.
 * Seeds are fixed. `npx tsx bench/bad-judges.ts [--studies 500]`
 */
import { parseArgs } from "node:util";
import { tableGround } from "../lib/measure/table";
import { gatherEvidence } from "../lib/measure/verdict/evidence";
import { giveVerdict } from "../lib/measure/verdict/verdict";
import { codeRatings } from "../lib/stats/coded-ratings";
import { seededRandom } from "../lib/stats/resampling/seeded-random";

const { values } = parseArgs({ options: { studies: { type: "string", default: "500" } } });
const studies = Number(values.studies);
const [items, skill] = [300, 0.95];
const terms = {
  isEpsilonSet: true,
  rare: { code: 1, sensitivityFloor: 0.6, specificityFloor: 0.8 },
  margin: null,
} as const;

type Study = { truths: number[]; rows: number[][]; random: () => number };

const answerOf = (truth: number, right: number, random: () => number) => (random() < right ? truth : 1 - truth);

function draw(seed: number, prevalence: number): Study {
  const random = seededRandom(seed);
  const truths = Array.from({ length: items }, () => Number(random() < prevalence));
  return { truths, random, rows: truths.map((truth) => [0, 1, 2].map(() => answerOf(truth, skill, random))) };
}

const judges: Record<string, (study: Study, prevalence: number) => number[]> = {
  "always safe": ({ truths }) => truths.map(() => 0),
  "random at the people's rate": ({ truths, random }, prevalence) => truths.map(() => Number(random() < prevalence)),
  "a copy of one rater": ({ rows }) => rows.map(([first = 0]) => first),
  "a copy but for one item": ({ rows }) => rows.map(([first = 0], item) => (item === 7 ? 1 - first : first)),
  "a copy but for five items": ({ rows }) => rows.map(([first = 0], item) => (item < 5 ? 1 - first : first)),
  "inverted on a fifth": ({ truths, random }) =>
    truths.map((truth, item) => answerOf(item % 5 === 0 ? 1 - truth : truth, skill, random)),
  "one more rater": ({ truths, random }) => truths.map((truth) => answerOf(truth, skill, random)),
};

const strata = Array.from({ length: 5 }, (_, level) => ({
  factor: "persona",
  level: String(level),
  units: Array.from({ length: items / 5 }, (_, place) => place * 5 + level),
}));

for (const prevalence of [0.05, 0.1, 0.2])
  for (const [name, judge] of Object.entries(judges)) {
    let [may, none, bare] = [0, 0, 0];
    const reasons = new Map<string, number>();
    for (let seed = 1; seed <= studies; seed++) {
      const study = draw(seed, prevalence);
      const humans = { ...codeRatings(study.rows, [0, 1]), names: ["a", "b", "c"] };
      const rules = { level: "nominal", weights: "unweighted", seed, clusters: null, epsilon: 0.2 } as const;
      const { ground, codes } = tableGround(humans, Int32Array.from(judge(study, prevalence)), rules);
      const evidence = gatherEvidence(ground, codes);
      const {
        answer,
        preconditions,
        requirements,
        strata: own,
      } = giveVerdict(ground, codes, { terms, strata, evidence });
      if (answer === "may") may++;
      if (answer === "none") none++;
      if (evidence.test.defined && evidence.test.value.winningRate >= 0.5) bare++;
      const unmet = [...preconditions, ...requirements].filter(({ isMet }) => !isMet).map(({ key }) => key);
      for (const key of [...unmet, ...(own.some(({ state }) => state === "failed") ? ["stratum"] : [])])
        reasons.set(key, (reasons.get(key) ?? 0) + 1);
    }
    const share = (count: number) => `${((100 * count) / studies).toFixed(1).padStart(5)} %`;
    const why = [...reasons].sort((a, b) => b[1] - a[1]).map(([key, count]) => `${key}${share(count)}`);
    console.info(
      `unsafe ${share(prevalence * studies)}  ${name.padEnd(28)} may ${share(may)}  none ${share(none)}  bare test ${share(bare)}  refused by: ${why.join(", ")}`,
    );
  }
