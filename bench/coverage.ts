/**
 * How often the 95 % intervals of the pages hold the truth: simulated studies through the engine of the pages, each
 * figure against its value on a study of 300,000 items of the same kind. Seeds are fixed. `npx tsx bench/coverage.ts
 * --studies 2000 --replicates 400 --cells alone,missing,prompts,scales,identities --processes 2`; one line a cell, a column a figure:
 * percent that hold, after a slash the studies (of a hundred) without an interval where there are any.
 */
import { fork } from "node:child_process";
import { parseArgs } from "node:util";
import type { Random } from "../lib/stats/defined";
import { seededRandom } from "../lib/stats/resampling/seeded-random";
import { cells } from "./coverage/cells";
import { drawIdentities, type IdentityCell } from "./coverage/draw-identities";
import { type Cell, drawStudy } from "./coverage/draw-study";
import { measureIdentities } from "./coverage/measure-identities";
import { type Figures, measureStudy } from "./coverage/measure-study";

const { values: given } = parseArgs({
  options: {
    studies: { type: "string", default: "2000" },
    replicates: { type: "string", default: "400" },
    cells: { type: "string", default: Object.keys(cells).join() },
    processes: { type: "string", default: "2" },
    seed: { type: "string", default: "2026" },
    part: { type: "string" },
  },
});
const studies = Number(given.studies);
const replicates = Number(given.replicates);
const processes = Number(given.processes);
const seed = Number(given.seed);
const wanted = Object.entries(cells).flatMap(([name, own]) => (given.cells.split(",").includes(name) ? own : []));

type Count = { held: number; shown: number; low: number; asked: number };

const truthItems = 300_000;
const truths = new Map<string, Record<string, number>>();

/** Draws a study of the kind, and measures what a page shows of it. */
function measureCell(
  cell: Cell | IdentityCell,
  random: Random,
  drawing: { seed: number; replicates: number },
): Figures {
  if ("skill" in cell) return measureIdentities(drawIdentities(cell, random));
  return measureStudy(drawStudy(cell, random), drawing.seed, drawing.replicates);
}

/** The same kind of study where items stand alone, very large: how items hang together does not change the values. */
const largeOf = (cell: Cell | IdentityCell): Cell | IdentityCell =>
  "skill" in cell
    ? { ...cell, items: truthItems, perPrompt: 1 }
    : { ...cell, items: truthItems, perPrompt: 1, together: 0 };

/** Values of the figures in a very large study of this kind. */
function truthOf(cell: Cell | IdentityCell): Record<string, number> {
  const large = largeOf(cell);
  const key = JSON.stringify(large);
  const known = truths.get(key);
  if (known) return known;
  const figures = Object.entries(measureCell(large, seededRandom(seed + 1), { seed, replicates: 2 }));
  const own = Object.fromEntries(
    figures.map(([name, figure]) => [name, figure.defined ? figure.value.value : Number.NaN]),
  );
  truths.set(key, own);
  return own;
}

/** Each cell has studies of its own: with one stream for all, cells of one size would err together. */
function coverCell(cell: Cell | IdentityCell, place: number): Record<string, Count> {
  const truth = truthOf(cell);
  const random = seededRandom(seed + 1000 * (place + 1));
  const counts: Record<string, Count> = {};
  for (let study = 0; study < studies; study++) {
    for (const [name, figure] of Object.entries(measureCell(cell, random, { seed: seed + study, replicates }))) {
      counts[name] ??= { held: 0, shown: 0, low: 0, asked: 0 };
      const own = counts[name];
      own.asked++;
      if (!figure.defined || !figure.value.interval.defined) continue;
      const { low, high } = figure.value.interval.value;
      const true_ = truth[name] ?? Number.NaN;
      own.shown++;
      if (low - 1e-9 <= true_ && true_ <= high + 1e-9) own.held++;
      else if (true_ < low) own.low++;
    }
  }
  return counts;
}

function describeCell(cell: Cell | IdentityCell): string {
  const { items, perPrompt } = cell;
  const ofPrompts = perPrompt > 1 ? [`${items / perPrompt} prompts of ${perPrompt}`] : [];
  if ("skill" in cell) return ["who said it", `skill ${cell.skill}`, `${items} items`, ...ofPrompts].join(", ");
  const { scale, prevalence, raters, missing, together } = cell;
  const shape = [scale, `${prevalence * 100} %`, `${items} items`, `${raters} raters`];
  if (missing > 0) shape.push(`${missing * 100} % missing`);
  return [...shape, ...ofPrompts.map((words) => `${words}, ${together}`)].join(", ");
}

function say(cell: Cell | IdentityCell, counts: Record<string, Count>): string {
  const figures = Object.entries(counts).map(([name, { held, shown, asked, low }]) => {
    const none = asked === shown ? "" : `/${Math.round((100 * (asked - shown)) / asked)}`;
    const side = shown > 0 && held / shown < 0.92 ? ` (${Math.round((100 * low) / (shown - held))} % above)` : "";
    return `${name} ${shown === 0 ? "-" : ((100 * held) / shown).toFixed(1)}${none}${side}`;
  });
  return `${describeCell(cell)}: ${figures.join("; ")}`;
}

if (given.part === undefined) {
  console.log(`studies ${studies}, draws ${replicates}, seed ${seed}`);
  for (let part = 0; part < processes; part++)
    fork(process.argv[1] ?? "", [...process.argv.slice(2), "--part", String(part)]);
} else {
  for (const [place, cell] of wanted.entries())
    if (place % processes === Number(given.part)) console.log(say(cell, coverCell(cell, place)));
}
