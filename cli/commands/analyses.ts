import type { Command } from "commander";
import { type AnalysisKey, analyses, analysisKeys } from "@/lib/analysis/analyses";
import { figuresOfStudy } from "../study-figures/figures-of-study";
import { withDatabase } from "../with-database";
import { narrowStudy } from "./narrow-study";

function registerAnalysis(program: Command, key: AnalysisKey) {
  const { description, help } = analyses[key].command;
  const command = program
    .command(key)
    .description(description)
    .requiredOption("--study <study>", "its identifier, or its whole name");
  narrowStudy(command)
    .addHelpText("after", help)
    .action(withDatabase(figuresOfStudy(key)));
}

/** A command for each analysis of a study. `agreement` reads files too and has a command of its own. */
export function registerAnalyses(program: Command) {
  for (const key of analysisKeys) if (key !== "agreement") registerAnalysis(program, key);
}
