/**
 * How often the alternative-annotator test rejects at its boundary, where epsilon is what people are ahead by and 5 of 100
 * studies should: with items taken as independent and with the prompts that they share. Prompts are hard or easy for the
 * judge as a whole. `npx tsx bench/stand-in-size.ts [--studies 500]`
 */
import { parseArgs } from "node:util";
import { alternativeAnnotatorTest } from "../lib/stats/judges/alternative-annotator-test";
import { seededRandom } from "../lib/stats/resampling/seeded-random";

const { values } = parseArgs({ options: { studies: { type: "string", default: "500" } } });
const studies = Number(values.studies);
const random = seededRandom(20261127);
const raters = 3;

type Cell = { prompts: number; perPrompt: number; spread: number };

/** Three people right on 85 of 100 items; a judge right on 75, more or less so by prompt. */
function simulate({ prompts, perPrompt, spread }: Cell) {
  const units = prompts * perPrompt;
  const codes = new Int32Array(units * raters);
  const judge = new Int32Array(units);
  const clusters = Array.from({ length: units }, (_, unit) => Math.floor(unit / perPrompt));
  for (let prompt = 0, unit = 0; prompt < prompts; prompt++) {
    const skill = 0.75 + (random() < 0.5 ? spread : -spread);
    for (let i = 0; i < perPrompt; i++, unit++) {
      const truth = random() < 0.5 ? 1 : 0;
      const label = (chance: number) => (random() < chance ? truth : 1 - truth);
      for (let rater = 0; rater < raters; rater++) codes[unit * raters + rater] = label(0.85);
      judge[unit] = label(skill);
    }
  }
  return { humans: { units, raters, codes, categories: [0, 1], values: Float64Array.of(0, 1) }, judge, clusters };
}

/** What people are ahead by, over very many prompts. */
function boundaryOf(cell: Cell): number {
  const { humans, judge } = simulate({ ...cell, prompts: 20_000 });
  const test = alternativeAnnotatorTest(humans, judge, { epsilon: 0 });
  if (!test.defined) throw new Error(test.because);
  const gaps = test.value.raters.map(({ humanAdvantage, judgeAdvantage }) => humanAdvantage - judgeAdvantage);
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

/** The share of studies in which the first person's hypothesis is rejected at .05. */
function sizeOf(cell: Cell, epsilon: number): [ignoring: number, respecting: number] {
  const rejected = [0, 0];
  for (let study = 0; study < studies; study++) {
    const { humans, judge, clusters } = simulate(cell);
    for (const [way, keys] of [undefined, clusters].entries()) {
      const test = alternativeAnnotatorTest(humans, judge, { epsilon, minimumUnits: 20, clusters: keys });
      const p = test.defined ? test.value.raters[0]?.p : undefined;
      if (p?.defined && p.value <= 0.05) rejected[way] = (rejected[way] ?? 0) + 1;
    }
  }
  return [(rejected[0] ?? 0) / studies, (rejected[1] ?? 0) / studies];
}

console.log("prompts  per prompt  spread  epsilon  items independent  prompts respected");
for (const spread of [0, 0.25])
  for (const perPrompt of [4, 10])
    for (const prompts of [10, 20, 40, 100]) {
      const cell = { prompts, perPrompt, spread };
      const epsilon = boundaryOf(cell);
      const [ignoring, respecting] = sizeOf(cell, epsilon);
      console.log(
        [prompts, perPrompt, spread, epsilon.toFixed(3), ignoring.toFixed(3), respecting.toFixed(3)].join("\t"),
      );
    }
