import { undefinedLine } from "@/lib/analysis/models/words";
import { countOf, formatInterval, formatNumber } from "@/lib/format-number";
import { measureTruth, type Truth } from "@/lib/measure/models/truth";
import { alignColumns, type Output } from "../output";
import { type FileOptions, readSeed } from "./agreement-of-file";
import { frameOfFile } from "./frame-of-file";
import { quoteName } from "./list-names";

type Posterior = Truth["model"]["prior"][number];

const say = ({ mean, interval }: Posterior) =>
  `${formatNumber(mean, "coefficient")} ${formatInterval(interval, "coefficient")}`;

/** The probabilities of each unit's labels, and how divided those given are. */
function listUnits({ categories, model, entropy }: Truth, units: readonly string[]) {
  const q = categories.length;
  return units.map((unit, i) => {
    const own = [...model.posterior.subarray(i * q, (i + 1) * q)];
    const best = own.indexOf(Math.max(...own));
    const probabilities = Object.fromEntries(categories.map((category, k) => [String(category), own[k]]));
    return { unit, label: categories[best], probability: own[best], probabilities, entropyBits: entropy[i] };
  });
}

/** `grata truth FILE`: how probable each label is to be the true one. */
export async function truthOfFile(output: Output, file: string, options: FileOptions) {
  const seed = readSeed(options.seed);
  const { frame, notes } = await frameOfFile(output, file, options, "all");
  const found = measureTruth(frame, { seed });
  if (!found.defined) return output.result({ file, seed, truth: found, notes }, [undefinedLine(found.because)]);
  const { categories, model } = found.value;
  const units = listUnits(found.value, frame.units);
  const names = categories.map((category) => quoteName(String(category)));
  const raters = frame.raters.map((name, w) => ({ name, confusion: model.confusion[w] ?? [] }));
  const { prior, draws, largestRhat, basis } = model;
  const unsure = units.filter(({ probability = 0 }) => probability < 0.9).length;
  output.result({ file, seed, categories, prior, raters, units, draws, largestRhat, basis, notes }, [
    "Dawid and Skene's model with priors; in brackets what holds 95 % of the posterior.",
    ...alignColumns(
      ["label", "share of units"],
      names.map((name, k) => [name, prior[k] ? say(prior[k]) : ""]),
    ),
    "",
    ...alignColumns(
      ["rater", ...names.map((name) => `finds ${name}`)],
      raters.map(({ name, confusion }) => [quoteName(name), ...confusion.map((row, k) => (row[k] ? say(row[k]) : ""))]),
    ),
    `${countOf(basis.tasks, "unit")}, ${countOf(basis.workers, "rater")}, ${countOf(basis.labels, "label")}; ${countOf(unsure, "unit")} with no label above .90. --json lists every unit.`,
    `${countOf(draws, "draw")}, seed ${seed}${largestRhat > 1.05 ? `; the chains have not met (R-hat ${formatNumber(largestRhat, "coefficient")}): do not rely on this` : ""}.`,
  ]);
}
