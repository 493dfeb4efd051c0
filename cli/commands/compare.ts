import type { Command } from "commander";
import type { BaselineRow } from "@/lib/judges/baselines/measure-baselines";
import type { ClassFigures } from "@/lib/measure/class-figures";
import type { StandIn } from "@/lib/measure/stand-in";
import { defined } from "@/lib/stats/defined";
import { readSeed } from "../label-files/agreement-of-file";
import { readCluster } from "../label-files/clusters";
import { describeComparison } from "../label-files/describe-comparison";
import { measureComparison } from "../label-files/measure-comparison";
import { estimatedJson, measuredJson } from "../label-files/measured";
import { requireDistinct } from "../label-files/named-columns";
import { listComparedColumns, readComparisonFile } from "../label-files/read-comparison-file";
import { encodingHelp, readEncoding } from "../label-files/read-encoding";
import { readScale, type ScaleOptions, scaleHelp } from "../label-files/scale";
import { splitList } from "../label-files/split-list";
import { readEpsilon, readStrata, readTerms, type TermOptions } from "../label-files/verdict-terms";
import type { Output } from "../output";
import { UsageError } from "../usage-error";
import { withOutput } from "../with-output";

export type CompareOptions = ScaleOptions &
  TermOptions & {
    human: string;
    judge: string;
    unit?: string;
    tuning?: string;
    cluster?: string | false;
    encoding?: string;
    seed: string;
  };

const help = `
A row is one unit, with a column for each human and one for the judge. Opens no database.

May the judge replace people? Say before you look what would show it: --epsilon, --rare with its floors (or --no-rare), --margin,
--strata. Without them there is no verdict, only figures.

The judge is held against the untied majority of the humans (accuracy, kappa, classes), then beside a human against the majority of
the other humans, on the same labels (the ceiling, two others at least), and in the alternative-annotator test, which forgives it
--epsilon: fix that before you look. Humans with fewer than 30 units are left out of the test. How common the judge finds each label is
corrected for its errors (Rogan and Gladen), over every row it labeled, those without a human too; on a scale its bias and correlations
are against the mean of the humans.
${scaleHelp}`;

export function registerCompare(program: Command) {
  program
    .command("compare")
    .description("a judge against people, from a file of labels")
    .argument("<file>", "CSV, JSON Lines, JSON or Parquet")
    .requiredOption("--human <columns>", "the humans' columns, with commas")
    .requiredOption("--judge <column>", "the judge's column")
    .option("--unit <column>", "what was labeled: a unit with two rows is refused")
    .option(
      "--cluster <column>",
      "what units share: intervals resample it whole (a column task or prompt unless given)",
    )
    .option("--no-cluster", "units are independent, whatever they share")
    .option("--level <level>", "what kind of labels", "nominal")
    .option("--weights <name>", "how far two labels agree")
    .option("--order <labels>", "labels from lowest to highest, with commas")
    .option("--missing <texts>", "what stands for no label, with commas")
    .option("--keep-as-label <words>", "labels that look like none (none, n/a), with commas")
    .option("--multi", "a cell holds several labels (found out unless given)")
    .option("--no-multi", "a cell holds one label, whatever is in it")
    .option("--encoding <name>", encodingHelp)
    .option("--epsilon <share>", "what the judge is forgiven in the alternative-annotator test (.2 unless given)")
    .option("--rare <label>", "the label that must not be missed, such as unsafe")
    .option("--no-rare", "no label is more important than the others")
    .option("--sensitivity <share>", "of units with that label, how many the judge has to see at least")
    .option("--specificity <share>", "of units without it, how many it has to see as such at least")
    .option("--margin <share>", "by how much the judge may agree less often with people than a person does")
    .option("--strata <columns>", "what parts the units (persona, tier), with commas: it has to hold in each")
    .option(
      "--tuning <column>",
      "says on which units the judge's prompt was tuned (dev, train, yes): they do not count",
    )
    .option("--seed <number>", "of the bootstrap", "1")
    .addHelpText("after", help)
    .action(withOutput(compareFile));
}

function readColumns({ human, judge, ...given }: CompareOptions) {
  const humans = splitList(human);
  if (humans.length === 0) throw new UsageError("--human names no column.");
  const [unit, cluster] = [given.unit?.trim() ?? null, readCluster(given.cluster)];
  const tuning = given.tuning?.trim() ?? null;
  const columns = { humans, judge: judge.trim(), unit, cluster, strata: readStrata(given), tuning };
  requireDistinct(listComparedColumns(columns));
  return { ...columns, ...readEncoding(given.encoding) };
}

export async function compareFile(output: Output, file: string, options: CompareOptions) {
  const [scale, columns] = [readScale(options), readColumns(options)];
  const [seed, epsilon, terms] = [readSeed(options.seed), readEpsilon(options), readTerms(options)];
  const { humans, judge, cluster } = columns;
  const comparison = await readComparisonFile(file, columns, scale);
  const { level, weights } = scale;
  const figures = measureComparison(comparison, { level, weights, seed, epsilon, terms });
  const { leftOut, classes, test, measured, verdict } = figures;
  const { categories, units } = comparison.humans;
  output.result(
    {
      file,
      humans,
      judge,
      level,
      weights,
      seed,
      epsilon,
      terms: { ...terms, strata: columns.strata },
      categories,
      units,
      unitsForTuning: comparison.isForTuning?.filter(Boolean).length ?? 0,
      leftOut,
      missing: comparison.missing,
      spelling: comparison.folding,
      notes: comparison.notes,
      verdict: verdict.defined ? verdict.value : verdict,
      baselines: figures.baselines.map(baselineJson),
      nearestHuman: figures.nearest,
      coefficients: measured.map(measuredJson),
      classes: classes.defined ? classes.value.map(classJson) : classes,
      alternativeAnnotatorTest: test.defined ? testJson(test.value, humans) : test,
    },
    describeComparison(figures, comparison, { humans, judge, cluster, level, weights, seed }),
  );
}

const classJson = ({ label, positives, negatives, said, judged, referenced, given, ...rates }: ClassFigures) => ({
  label,
  positives,
  negatives,
  said,
  judged,
  referenced,
  given,
  ...Object.fromEntries(Object.entries(rates).map(([key, own]) => [key, estimatedJson(own)])),
});

/** A baseline beside the humans, as the judge is. */
const baselineJson = ({ name, says, units, majority, sameReferences: same, standIn }: BaselineRow) => ({
  name,
  says,
  units,
  accuracy: estimatedJson(majority.defined ? defined(majority.value.accuracy) : majority),
  kappa: estimatedJson(majority.defined ? (majority.value.weightedKappa ?? majority.value.kappa) : majority),
  agreesWithOthers: estimatedJson(same.defined ? defined(same.value.judge) : same),
  minusHuman: estimatedJson(same.defined ? defined(same.value.difference) : same),
  winningRate: standIn.defined ? standIn.value.winningRate : standIn,
});

/** The test with humans by the names of their columns. */
function testJson({ people, leftOut: _, advantage, ...rest }: StandIn, humans: readonly string[]) {
  const named = people.map(({ pseudonym, raterId: __, judge, person, ...own }) => ({
    human: pseudonym,
    ...own,
    judge: estimatedJson(defined(judge)),
    person: estimatedJson(defined(person)),
  }));
  const humansLeftOut = humans.filter((human) => people.every(({ pseudonym }) => pseudonym !== human));
  return { ...rest, advantage: estimatedJson(defined(advantage)), humans: named, humansLeftOut };
}
