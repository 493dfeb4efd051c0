import type { Command } from "commander";
import { formatCount } from "@/lib/format-number";
import { type ClusterColumn, type Clusters, readCluster } from "../label-files/clusters";
import { measureWatch, readWatched } from "../label-files/measure-watch";
import { describeInterval, three } from "../label-files/measured";
import { encodingHelp, readEncoding } from "../label-files/read-encoding";
import { splitList } from "../label-files/split-list";
import { alignColumns, type Output } from "../output";
import { withOutput } from "../with-output";

type WatchOptions = {
  human: string;
  judge?: string;
  cluster?: string | false;
  missing?: string;
  encoding?: string;
};

const help = `
A row is one item, in the order in which items were labeled, which has to be random. Opens no database.

A 95 % interval holds for one look. Whoever looks after every label and stops when it suits errs in half of all studies; these
intervals hold at all times at once, and are wider for it. That of Fleiss' kappa is put together from sure bounds of its parts and is
the widest. Items of one prompt are no new evidence each: figures are means of the prompts' means, and a prompt enters when its
last item does, so that they hold at all times where a prompt's items are labeled in a row, else whenever prompts are complete.`;

export function registerWatch(program: Command) {
  program
    .command("watch")
    .description("agreement and a judge's accuracy while labels come in, from a file")
    .argument("<file>", "CSV, JSON Lines, JSON or Parquet")
    .requiredOption("--human <columns>", "the humans' columns, with commas")
    .option("--judge <column>", "the judge's column")
    .option(
      "--cluster <column>",
      "what items share (task or prompt, found by its name unless given); each value counts once",
    )
    .option("--no-cluster", "items are independent, whatever they share")
    .option("--missing <texts>", "what stands for no label, with commas")
    .option("--encoding <name>", encodingHelp)
    .addHelpText("after", help)
    .action(withOutput(watchFile));
}

/** What figures are means of, in a sentence. */
function describeShared(clusters: Clusters | null, given: ClusterColumn): string {
  if (clusters === null) return "Items are taken as independent (--cluster names what they share).";
  const found = given === "look" ? " (--no-cluster takes items as independent)" : "";
  return `Each value of ${clusters.column} counts once, by the mean of its items${found}.`;
}

async function watchFile(output: Output, file: string, options: WatchOptions) {
  const humans = splitList(options.human);
  const { judge = null } = options;
  const missing = splitList(options.missing);
  const cluster = readCluster(options.cluster);
  const columns = { humans, judge, cluster, missing, ...readEncoding(options.encoding) };
  const { ratings, clusters } = await readWatched(file, columns);
  const watched = measureWatch(ratings, humans.length, clusters);
  const rows = watched.map(({ name, result, items, clusters: own }) => [
    name,
    result.defined ? three(result.value.value) : "-",
    result.defined ? describeInterval(result.value.interval) : "",
    formatCount(items),
    ...(own === null ? [] : [formatCount(own)]),
  ]);
  const none = watched.flatMap(({ name, result }) =>
    result.defined ? [] : [`${name}: not defined: ${result.because}.`],
  );
  const titles = ["figure", "value", "95 %, at all times", "items", ...(clusters ? [clusters.column] : [])];
  output.result({ file, humans, judge, cluster: clusters?.column ?? null, watched }, [
    ...alignColumns(titles, rows),
    ...none,
    describeShared(clusters, cluster),
  ]);
}
