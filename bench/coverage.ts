/**
 * How often nominal 95 % intervals of alpha hold the truth: simulated studies from a population whose alpha is known
 * exactly, by the bootstrap over items, the jackknife and Hayes and Krippendorff's bootstrap. Seeds are fixed, so the
 * figures are the same on every machine unless a design runs out of its time. `npx tsx bench/coverage.ts`
 */
import { alphaStatistic } from "../lib/stats/agreement/alpha-statistic";
import { hayesKrippendorffInterval } from "../lib/stats/agreement/hayes-krippendorff-bootstrap";
import { krippendorffAlpha } from "../lib/stats/agreement/krippendorff-alpha";
import { type CodedRatings, codeRatings } from "../lib/stats/coded-ratings";
import { type Defined, defined, type Random } from "../lib/stats/defined";
import type { Interval } from "../lib/stats/interval";
import { bootstrapInterval } from "../lib/stats/resampling/bootstrap-interval";
import { jackknifeInterval } from "../lib/stats/resampling/jackknife-interval";
import { jackknifeEstimates } from "../lib/stats/resampling/resampling";
import { seededRandom } from "../lib/stats/resampling/seeded-random";

const studies = 400;
const replicates = 400;
const mostMsPerDesign = 45_000;

/** Raters see the truth with this chance and otherwise name any category. */
type Population = { shares: readonly number[]; sees: number };

/** P(two raters agree) and P(two labels of different units agree) give alpha without sampling. */
function trueAlpha({ shares, sees }: Population): number {
  const q = shares.length;
  const guess = (1 - sees) / q;
  const same = (sees + guess) ** 2 + (q - 1) * guess ** 2;
  const chance = shares.reduce((sum, share) => sum + (sees * share + guess) ** 2, 0);
  return 1 - (1 - same) / (1 - chance);
}

function drawStudy({ shares, sees }: Population, units: number, raters: number, random: Random): CodedRatings {
  const draw = () => {
    let left = random();
    const found = shares.findIndex((share) => {
      left -= share;
      return left < 0;
    });
    return found < 0 ? shares.length : found + 1;
  };
  const rows = Array.from({ length: units }, () => {
    const truth = draw();
    return Array.from({ length: raters }, () => (random() < sees ? truth : 1 + Math.floor(random() * shares.length)));
  });
  return codeRatings(
    rows,
    [...shares.keys()].map((k) => k + 1),
  );
}

type Method = (ratings: CodedRatings, random: Random) => Defined<Interval>;

const methods: Readonly<Record<string, Method>> = {
  bootstrap: (ratings, random) => {
    const drawn = bootstrapInterval(alphaStatistic(ratings), { random, replicates });
    return drawn.defined ? defined(drawn.value.interval) : drawn;
  },
  jackknife: (ratings) => {
    const alpha = krippendorffAlpha(ratings);
    if (!alpha.defined) return alpha;
    const jackknife = jackknifeInterval(alpha.value.value, jackknifeEstimates(alphaStatistic(ratings)), { highest: 1 });
    return jackknife.defined ? jackknife.value.interval : jackknife;
  },
  "Hayes-Krippendorff": (ratings, random) => hayesKrippendorffInterval(ratings, { random, replicates }),
};

/** One line a design: the share of studies whose interval holds the truth, and how many had none. */
function measure(population: Population, units: number, raters: number, seed: number): string {
  const truth = trueAlpha(population);
  const [simulation, resampling] = [seededRandom(seed), seededRandom(seed + 1)];
  const counts = Object.keys(methods).map(() => ({ held: 0, without: 0 }));
  const start = performance.now();
  let done = 0;
  for (; done < studies && performance.now() - start < mostMsPerDesign; done++) {
    const ratings = drawStudy(population, units, raters, simulation);
    for (const [i, method] of Object.values(methods).entries()) {
      const interval = method(ratings, resampling);
      const own = counts[i] as { held: number; without: number };
      if (!interval.defined) own.without++;
      else if (interval.value.low <= truth && truth <= interval.value.high) own.held++;
    }
  }
  const cells = counts.map(({ held, without }) => {
    const share = `${((100 * held) / (done - without)).toFixed(1)} %`;
    return (without > 0 ? `${share} (${without} none)` : share).padEnd(20);
  });
  const design = [truth.toFixed(3), String(units), String(raters), String(done)].map((cell) => cell.padEnd(9));
  return [...design, ...cells].join("").trimEnd();
}

console.log(
  [
    ...["alpha", "units", "raters", "studies"].map((name) => name.padEnd(9)),
    ...Object.keys(methods).map((name) => name.padEnd(20)),
  ]
    .join("")
    .trimEnd(),
);
const populations: readonly Population[] = [
  { shares: [0.4, 0.3, 0.3], sees: 0.75 },
  { shares: [0.9, 0.1], sees: 0.75 },
];
let seed = 100;
for (const population of populations) {
  for (const units of [30, 100, 300]) {
    for (const raters of [2, 3, 5, 8]) {
      console.log(measure(population, units, raters, seed));
      seed += 2;
    }
  }
}
