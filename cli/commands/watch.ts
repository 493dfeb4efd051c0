import type { Command } from "commander";
import { formatCount } from "@/lib/format-number";
import { measureWatch, readWatched } from "../label-files/measure-watch";
import { describeInterval, three } from "../label-files/measured";
import { encodingHelp, readEncoding } from "../label-files/read-encoding";
import { splitList } from "../label-files/split-list";
import { alignColumns, type Output } from "../output";
import { withOutput } from "../with-output";

type WatchOptions = { human: string; judge?: string; missing?: string; encoding?: string };

const help = `
A row is one item, in the order in which items were labeled, which has to be random. Opens no database.

A 95 % interval holds for one look. Whoever looks after every label and stops when it suits errs in half of all studies; these
intervals hold at all times at once, and are wider for it. That of Fleiss' kappa is put together from sure bounds of its parts and is
the widest. Items of one prompt are no new evidence each: name a file with one item a prompt.`;

export function registerWatch(program: Command) {
  program
    .command("watch")
    .description("agreement and a judge's accuracy while labels come in, from a file")
    .argument("<file>", "CSV, JSON Lines, JSON or Parquet")
    .requiredOption("--human <columns>", "the humans' columns, with commas")
    .option("--judge <column>", "the judge's column")
    .option("--missing <texts>", "what stands for no label, with commas")
    .option("--encoding <name>", encodingHelp)
    .addHelpText("after", help)
    .action(withOutput(watchFile));
}

async function watchFile(output: Output, file: string, options: WatchOptions) {
  const humans = splitList(options.human);
  const { judge = null } = options;
  const missing = splitList(options.missing);
  const ratings = await readWatched(file, { humans, judge, missing, ...readEncoding(options.encoding) });
  const watched = measureWatch(ratings, humans.length);
  const rows = watched.map(({ name, result, items }) => [
    name,
    result.defined ? three(result.value.value) : "-",
    result.defined ? describeInterval(result.value.interval) : "",
    formatCount(items),
  ]);
  const none = watched.flatMap(({ name, result }) =>
    result.defined ? [] : [`${name}: not defined: ${result.because}.`],
  );
  output.result({ file, humans, judge, watched }, [
    ...alignColumns(["figure", "value", "95 %, at all times", "items"], rows),
    ...none,
  ]);
}
