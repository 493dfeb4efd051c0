/**
 * Units with a single rating and the standard errors of Gwet's coefficients: the error here, and Gwet's, beside the
 * spread of the coefficient over simulated studies, and how often the 95 % intervals hold the coefficient of the
 * population. Seeds are fixed. `npx tsx bench/single-ratings.ts`
 */
import type { Coefficient } from "../lib/stats/agreement/basis";
import { fleissKappa } from "../lib/stats/agreement/fleiss-kappa";
import { gwetAc } from "../lib/stats/agreement/gwet-ac";
import { percentAgreement } from "../lib/stats/agreement/percent-agreement";
import { type CodedRatings, codeRatings } from "../lib/stats/coded-ratings";
import type { Defined, Random } from "../lib/stats/defined";
import { requireDefined } from "../lib/stats/require-defined";
import { seededRandom } from "../lib/stats/resampling/seeded-random";

type Singles = "chance-only" | "as-zero";

const coefficients: Readonly<Record<string, (ratings: CodedRatings, singles: Singles) => Defined<Coefficient>>> = {
  "percent agreement": (ratings, singles) => percentAgreement(ratings, { singles }),
  "Fleiss' kappa": (ratings, singles) => fleissKappa(ratings, { singles }),
  AC1: (ratings, singles) => gwetAc(ratings, { singles }),
};

/** The truth is a with .6, b with .3, else c; a rater sees it with .7 and otherwise names any of the three. */
function drawUnit(isSingle: boolean, random: Random): (string | null)[] {
  const [draw, any] = [random(), () => ["a", "b", "c"][Math.floor(3 * random())] as string];
  const truth = draw < 0.6 ? "a" : draw < 0.9 ? "b" : "c";
  const present = isSingle ? 1 : 2 + Math.floor(2 * random());
  return [0, 1, 2, 3].map((rater) => (rater < present ? (random() < 0.7 ? truth : any()) : null));
}

const drawStudy = (units: number, single: number, random: Random) =>
  codeRatings(
    Array.from({ length: units }, () => drawUnit(random() < single, random)),
    ["a", "b", "c"],
  );

const mean = (values: readonly number[]) => values.reduce((sum, own) => sum + own, 0) / values.length;
const spread = (values: readonly number[]) => Math.sqrt(mean(values.map((own) => (own - mean(values)) ** 2)));

const studies = 4000;
const populationUnits = 2_000_000;

function measure(units: number, single: number): string[] {
  const population = drawStudy(populationUnits, single, seededRandom(1));
  const random = seededRandom(2);
  const drawn = Array.from({ length: studies }, () => drawStudy(units, single, random));
  return Object.entries(coefficients).map(([name, of]) => {
    const truth = requireDefined(of(population, "chance-only")).value;
    const cells = (["chance-only", "as-zero"] as const).map((singles) => {
      const own = drawn.map((study) => requireDefined(of(study, singles)));
      const errors = own.map(({ standardError }) => requireDefined(standardError));
      const held = own.filter(({ interval }) => {
        const { low, high } = requireDefined(interval);
        return low <= truth && truth <= high;
      });
      return `${mean(errors).toFixed(4)} (${((100 * held.length) / studies).toFixed(1)} %)`;
    });
    const values = drawn.map((study) => requireDefined(of(study, "chance-only")).value);
    return [
      `${units}, ${single}`.padEnd(12),
      name.padEnd(20),
      spread(values).toFixed(4).padEnd(10),
      ...cells.map((c) => c.padEnd(20)),
    ].join("");
  });
}

console.log("units, single  coefficient     spread    here (holds)        Gwet's (holds)");
for (const [units, single] of [
  [60, 0.5],
  [400, 0.5],
  [400, 0.9],
] as const)
  for (const line of measure(units, single)) console.log(line);
