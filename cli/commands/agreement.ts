import type { Command } from "commander";
import { analyses } from "@/lib/analysis/analyses";
import { formatKeys, formats } from "@/lib/formats/formats";
import { agreementOfFile, type FileOptions } from "../label-files/agreement-of-file";
import { encodingHelp } from "../label-files/read-encoding";
import { scaleHelp } from "../label-files/scale";
import { figuresOfStudy } from "../study-figures/figures-of-study";
import type { StudyOptions } from "../study-figures/read-study-figures";
import { UsageError } from "../usage-error";
import { withDatabase } from "../with-database";
import { withOutput } from "../with-output";
import { narrowStudy } from "./narrow-study";

type Given = FileOptions & Partial<StudyOptions> & { protocolVersion: string };

const { description, help: helpOfStudy } = analyses.agreement.command;

/** Formats whose reader says what the labels are; those with columns of any name have them named. */
const ownFormats = formatKeys
  .filter((key) => formats[key].read && formats[key].columns === null)
  .map((key) => formats[key].label)
  .join(", ");

const help = `${helpOfStudy}

Of a file (CSV, JSON Lines, JSON or Parquet): opens no database. A row is one label, in the columns unit, rater and value unless they are
named otherwise; with --wide a row is one unit and every other column a rater (or those that --rater names, with commas). The column unit
names the units there too, if there is one; without it every row is a unit. labels.csv of this app's own raw labels is read as it is:
the answers of people that count, question by question (--question for one). So are files in a format that the import tells by its
columns (${ownFormats}).
${scaleHelp}`;

export function registerAgreement(program: Command) {
  const command = program
    .command("agreement")
    .description(description)
    .argument("[file]", "CSV, JSON Lines, JSON or Parquet, instead of a study")
    .option("--study <study>", "its identifier, or its whole name");
  narrowStudy(command)
    .option("--unit <column>", "file: what was labeled")
    .option("--rater <column>", "file: who labeled it")
    .option("--value <column>", "file: the label")
    .option("--wide", "file: a row per unit, a column per rater")
    .option("--by <column>", "file: measure the rows of each value of this column alone")
    .option(
      "--cluster <column>",
      "file: what units share: intervals resample it whole (a column task or prompt unless given)",
    )
    .option("--no-cluster", "file: units are independent, whatever they share")
    .option("--level <level>", "file: what kind of labels", "nominal")
    .option("--weights <name>", "file: how far two labels agree")
    .option("--order <labels>", "file: labels from lowest to highest, with commas")
    .option("--missing <texts>", "file: what stands for no label, with commas")
    .option("--keep-as-label <words>", "file: labels that look like none (none, n/a), with commas")
    .option("--multi", "file: a cell holds several labels (found out unless given)")
    .option("--no-multi", "file: a cell holds one label, whatever is in it")
    .option("--encoding <name>", `file: ${encodingHelp}`)
    .option("--seed <number>", "file: of the bootstrap", "1")
    .addHelpText("after", help)
    .action(runEither);
}

const runStudy = withDatabase(figuresOfStudy("agreement"));
const runFile = withOutput(agreementOfFile);
const refuse = withOutput(async (_, message: string) => {
  throw new UsageError(message);
});

const ofStudies: ReadonlySet<string> = new Set(["group", "protocolVersion", "repeats"]);
const ofBoth: ReadonlySet<string> = new Set(["study", "question"]);

/** Typed options that belong to a study (or to a file): without a word they would change nothing. */
function findForeign(command: Command, of: "study" | "file"): string[] {
  const isTyped = (name: string) => command.getOptionValueSource(name) === "cli";
  return command.options
    .filter((option) => !ofBoth.has(option.attributeName()) && isTyped(option.attributeName()))
    .filter((option) => ofStudies.has(option.attributeName()) === (of === "study"))
    .filter((option) => option.negate === (command.getOptionValue(option.attributeName()) === false))
    .map((option) => option.long ?? option.flags);
}

function runEither(file: string | undefined, given: Given, command: Command) {
  const { study } = given;
  if (file !== undefined && study === undefined) {
    const foreign = findForeign(command, "study");
    if (foreign.length === 0) return runFile(file, given, command);
    return refuse(`${foreign.join(", ")}: of a study only. Leave it out, or name a study instead of a file.`, command);
  }
  if (file === undefined && study !== undefined) {
    const foreign = findForeign(command, "file");
    if (foreign.length === 0) return runStudy({ ...given, study }, command);
    return refuse(`${foreign.join(", ")}: of a file only. Leave it out, or name a file instead of a study.`, command);
  }
  return refuse("Name a file of labels, or a study with --study, and not both.", command);
}
