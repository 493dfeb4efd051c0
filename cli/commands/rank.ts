import type { Command } from "commander";
import { measureRanking } from "@/lib/measure/ranking";
import { readCluster } from "../label-files/clusters";
import { describeRanking } from "../label-files/describe-ranking";
import { readComparisons } from "../label-files/read-comparisons";
import { encodingHelp, readEncoding } from "../label-files/read-encoding";
import type { Output } from "../output";
import { UsageError } from "../usage-error";
import { withOutput } from "../with-output";

type RankOptions = {
  left: string;
  right: string;
  winner: string;
  leftLength?: string;
  rightLength?: string;
  cluster?: string | false;
  order: boolean;
  encoding?: string;
};

const help = `
A row is one comparison: who stood left (or was shown first), who right, and which was preferred: its name, left or right, A or B,
first or second, the column's own name, or tie; case does not matter. A text that is the name of one side and a word for the other is
refused. Opens no database.

A column of numbers alone holds lengths; with one text in it, it holds answers, whose characters are counted (none as one).

Strengths are Bradley and Terry's, with what standing left adds and, where lengths are named, what twice the length adds. Comparisons
of one prompt hang together: intervals are over the prompts that a column task or prompt names.`;

export function registerRank(program: Command) {
  program
    .command("rank")
    .description("who is better, from a file of comparisons")
    .argument("<file>", "CSV, JSON Lines, JSON or Parquet")
    .option("--left <column>", "who stood left or was shown first", "model_a")
    .option("--right <column>", "who stood right", "model_b")
    .option("--winner <column>", "which was preferred", "winner")
    .option("--left-length <column>", "the left answer, or how long it is")
    .option("--right-length <column>", "the right answer, or how long it is")
    .option("--cluster <column>", "what comparisons share (a column task or prompt unless given)")
    .option("--no-cluster", "comparisons are independent, whatever they share")
    .option("--no-order", "standing left is taken to be of no help")
    .option("--encoding <name>", encodingHelp)
    .addHelpText("after", help)
    .action(withOutput(rankFile));
}

async function rankFile(output: Output, file: string, options: RankOptions) {
  const { left, right, winner, leftLength = null, rightLength = null, order } = options;
  if ((leftLength === null) !== (rightLength === null))
    throw new UsageError("--left-length and --right-length go together: name both, or none.");
  const read = await readComparisons(file, {
    left,
    right,
    winner,
    leftLength,
    rightLength,
    cluster: readCluster(options.cluster),
    ...readEncoding(options.encoding),
  });
  const ranking = measureRanking(read, order);
  output.result({ file, players: read.players, ...ranking }, describeRanking(ranking, read));
}
