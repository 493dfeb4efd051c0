import type { Command } from "commander";
import { countOf } from "@/lib/format-number";
import { type Estimated, measureEstimates } from "../label-files/measure-estimates";
import { describeInterval, three } from "../label-files/measured";
import { encodingHelp, readEncoding } from "../label-files/read-encoding";
import { type EstimateRow, readEstimates } from "../label-files/read-estimates";
import { requireLabel } from "../label-files/require-label";
import { splitList } from "../label-files/split-list";
import { alignColumns, type Output } from "../output";
import { withOutput } from "../with-output";

type EstimateOptions = {
  human: string;
  judge: string;
  label?: string;
  strata?: string;
  chance?: string;
  missing?: string;
  encoding?: string;
};

const help = `
A row is one item: the judge labeled all, people some. Opens no database.

How common is a label (--label), or what is the mean of numbers, over all items? People alone say it without error but of few; the judge
of many but with errors. Prediction-powered inference moves the judge's figure by what people say of it and trusts it as far as that
pays; Rogan and Gladen's corrects a rate by sensitivity and specificity. Each line says what it takes for granted. Where items were
picked rather than drawn, name the column of the chances they had (--chance), or leave them out.`;

export function registerEstimate(program: Command) {
  program
    .command("estimate")
    .description("a rate or mean of all items, from a few labels of people and many of a judge")
    .argument("<file>", "CSV, JSON Lines, JSON or Parquet")
    .requiredOption("--human <columns>", "the humans' columns, with commas")
    .requiredOption("--judge <column>", "the judge's column")
    .option("--label <label>", "the label whose rate is asked for; labels are numbers unless given")
    .option("--strata <column>", "what parts the items (condition, tier)")
    .option("--chance <column>", "the chance that an item had to be given to people")
    .option("--missing <texts>", "what stands for no label, with commas")
    .option("--encoding <name>", encodingHelp)
    .addHelpText("after", help)
    .action(withOutput(estimateFile));
}

/** What the judge says of all items, which is the figure to be corrected. */
const judgeAlone = (rows: readonly EstimateRow[]) => rows.reduce((sum, { judge }) => sum + judge, 0) / rows.length;

function describeEstimates(ways: readonly Estimated[], rows: readonly EstimateRow[]): string[] {
  const cells = ways.map(({ name, result, assumes }) => [
    name,
    result.defined ? three(result.value.value) : "-",
    result.defined ? describeInterval(result.value.interval) : "",
    assumes,
  ]);
  const labeled = rows.filter(({ people }) => people !== null).length;
  const none = ways.flatMap(({ name, result }) => (result.defined ? [] : [`${name}: not defined: ${result.because}.`]));
  return [
    ...alignColumns(["from", "value", "95 %", "if"], cells),
    ...none,
    "",
    `${countOf(rows.length, "item")} that the judge labeled (${three(judgeAlone(rows))} by the judge alone, uncorrected), ${countOf(labeled, "item")} of them by people too.`,
  ];
}

async function estimateFile(output: Output, file: string, options: EstimateOptions) {
  const { judge, label = null, strata = null, chance = null } = options;
  const humans = splitList(options.human);
  const missing = splitList(options.missing);
  const columns = { humans, judge, label, strata, chance, missing, ...readEncoding(options.encoding) };
  const rows = await readEstimates(file, columns);
  await requireLabel(file, columns, rows);
  const ways = measureEstimates(rows, label !== null, strata !== null);
  output.result(
    { file, judge, label, items: rows.length, judgeAlone: judgeAlone(rows), ways },
    describeEstimates(ways, rows),
  );
}
