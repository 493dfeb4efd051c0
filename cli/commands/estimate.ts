import type { Command } from "commander";
import { countOf, formatCount } from "@/lib/format-number";
import { quoteSpelling } from "../label-files/describe-folding";
import { type Estimated, measureEstimates } from "../label-files/measure-estimates";
import { describeInterval, three } from "../label-files/measured";
import { encodingHelp, readEncoding } from "../label-files/read-encoding";
import { type ReadEstimates, readEstimates } from "../label-files/read-estimates";
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

/** How many items each figure rests on, and what the judge says of all of its own, which is the figure to be corrected. */
function countItems({ rows }: ReadEstimates) {
  const judged = rows.flatMap(({ judge }) => judge ?? []);
  const both = rows.filter(({ people, judge }) => people !== null && judge !== null).length;
  const judgeAlone = judged.reduce((sum, own) => sum + own, 0) / judged.length;
  return { items: judged.length, both, peopleOnly: rows.length - judged.length, judgeAlone };
}

const mostTexts = 12;

/** What is not in every figure, and what was made of texts that nobody named. */
export function describeLeftOut(read: ReadEstimates, label: string | null): string[] {
  const { blank, others } = read;
  const { peopleOnly } = countItems(read);
  const rest = others.length - mostTexts;
  const texts = others.slice(0, mostTexts).map(({ text, count }) => `${quoteSpelling(text)} ${formatCount(count)}x`);
  return [
    ...(peopleOnly > 0
      ? [`${countOf(peopleOnly, "item")} without a label of the judge: in the figures of people alone only.`]
      : []),
    ...(blank > 0 ? [`${countOf(blank, "row")} without a label of people or judge: left out.`] : []),
    ...(texts.length > 0
      ? [
          `Taken as not ${quoteSpelling(label ?? "")}: ${texts.join(", ")}${rest > 0 ? ` and ${formatCount(rest)} more` : ""}. What of this is no label, name it with --missing.`,
        ]
      : []),
  ];
}

function describeEstimates(ways: readonly Estimated[], read: ReadEstimates, label: string | null): string[] {
  const cells = ways.map(({ name, result, assumes }) => [
    name,
    result.defined ? three(result.value.value) : "-",
    result.defined ? describeInterval(result.value.interval) : "",
    assumes,
  ]);
  const { items, both, judgeAlone } = countItems(read);
  const none = ways.flatMap(({ name, result }) => (result.defined ? [] : [`${name}: not defined: ${result.because}.`]));
  return [
    ...alignColumns(["from", "value", "95 %", "if"], cells),
    ...none,
    "",
    `${countOf(items, "item")} that the judge labeled (${three(judgeAlone)} by the judge alone, uncorrected), ${countOf(both, "item")} of them by people too.`,
    ...describeLeftOut(read, label),
  ];
}

async function estimateFile(output: Output, file: string, options: EstimateOptions) {
  const { judge, label = null, strata = null, chance = null } = options;
  const humans = splitList(options.human);
  const missing = splitList(options.missing);
  const encoding = readEncoding(options.encoding);
  const read = await readEstimates(file, { humans, judge, label, strata, chance, missing, ...encoding });
  requireLabel(file, label, read);
  const ways = measureEstimates(read.rows, label !== null, strata !== null);
  output.result(
    { file, judge, label, ...countItems(read), blank: read.blank, takenAsNotLabel: read.others, ways },
    describeEstimates(ways, read, label),
  );
}
