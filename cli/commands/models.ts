import type { Command } from "commander";
import { dependabilityOfFile } from "../label-files/dependability-of-file";
import { groupsOfFile } from "../label-files/groups-of-file";
import { modelOfFile } from "../label-files/model-of-file";
import { encodingHelp } from "../label-files/read-encoding";
import { severityOfFile } from "../label-files/severity-of-file";
import { thresholdOfFile } from "../label-files/threshold-of-file";
import { truthOfFile } from "../label-files/truth-of-file";
import { withOutput } from "../with-output";

const layoutHelp = `
A row is one label, in the columns unit, rater and value unless they are named otherwise; with --wide a row is one unit and every other
column a rater. Opens no database. How the models work and where they mislead: docs/methods/models.md.`;

/** A file of labels, one a row or one unit a row; `by` says what parts the labels are in. */
const readFile = (program: Command, name: string, description: string, { by, level }: { by: string; level: string }) =>
  program
    .command(name)
    .description(description)
    .argument("<file>", "CSV, JSON Lines, JSON or Parquet")
    .option("--by <column>", by)
    .option("--unit <column>", "what was labeled")
    .option("--rater <column>", "who labeled it")
    .option("--value <column>", "the label")
    .option("--wide", "a row per unit, a column per rater")
    .option("--question <key>", "of this app's own raw labels: one question")
    .option("--level <level>", "what kind of labels: nominal, ordinal, interval, ratio", level)
    .option("--order <labels>", "labels from lowest to highest, with commas")
    .option("--missing <texts>", "what stands for no label, with commas")
    .option("--keep-as-label <words>", "labels that look like none (none, n/a), with commas")
    .option("--encoding <name>", encodingHelp)
    .option("--seed <number>", "of what is drawn", "1")
    .addHelpText("after", layoutHelp);

/** Statistical models of a file of labels. */
export function registerModels(program: Command) {
  readFile(program, "model", "how conditions differ, with outputs, prompts and raters as random effects", {
    by: "the condition of each output",
    level: "nominal",
  })
    .option("--positive <label>", "nominal: the label that is counted against all others")
    .option("--baseline <condition>", "the condition that others are compared with (the first in order unless given)")
    .option("--cluster <column>", "what outputs share (a column task or prompt unless given)")
    .option("--no-cluster", "outputs share nothing")
    .action(withOutput(modelOfFile));
  readFile(program, "severity", "how severe each rater is, by a many-facet Rasch model", {
    by: "the criterion of each label",
    level: "ordinal",
  })
    .option("--partial-credit", "each criterion has steps of its own")
    .action(withOutput(severityOfFile));
  readFile(program, "generalizability", "where the spread of scores comes from, and how many raters it takes", {
    by: "the criterion of each label",
    level: "interval",
  })
    .option("--target <share>", "the dependability to reach", ".8")
    .action(withOutput(dependabilityOfFile));
  readFile(program, "groups", "whether people of a group agree more with each other than with the rest", {
    by: "the group of each rater",
    level: "nominal",
  }).action(withOutput(groupsOfFile));
  readFile(program, "truth", "how probable each label is to be the true one, and how often each rater finds it", {
    by: "what tells several labels of a unit by one rater apart",
    level: "nominal",
  }).action(withOutput(truthOfFile));
  program
    .command("threshold")
    .description("from which confidence on a judge's labels may be kept, and what share goes to people")
    .argument("<file>", "a row per item: CSV, JSON Lines, JSON or Parquet")
    .requiredOption("--judge <column>", "the judge's label")
    .requiredOption("--truth <column>", "the label that counts as right")
    .requiredOption("--confidence <column>", "how sure the judge is, a number")
    .option("--risk <share>", "the largest share of wrong labels among those kept", ".05")
    .option("--certainty <share>", "how sure the guarantee is to be", ".95")
    .option("--encoding <name>", encodingHelp)
    .addHelpText("after", "\nOpens no database. What the guarantee covers: docs/methods/models.md.")
    .action(withOutput(thresholdOfFile));
}
