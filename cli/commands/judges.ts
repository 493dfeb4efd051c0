import type { Command } from "commander";
import { judgesOfStudy } from "../study-figures/judges-of-study";
import { withDatabase } from "../with-database";
import { narrowStudy } from "./narrow-study";

const help = `
Measures what the judges page does: each judge and the people against the other people on the very same labels, against the majority,
against every single label and against the truth that items came with, and the alternative-annotator test with the study's epsilon.
Intervals are 95 %, by bootstrap over items (over prompts where items share them) with the study's seed.`;

export function registerJudges(program: Command) {
  const command = program
    .command("judges")
    .description("how judges compare with the people of a study, question by question")
    .requiredOption("--study <study>", "its identifier, or its whole name");
  narrowStudy(command).addHelpText("after", help).action(withDatabase(judgesOfStudy));
}
