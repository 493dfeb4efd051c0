import type { Command } from "commander";
import { judgesOfStudy } from "../study-figures/judges-of-study";
import { withDatabase } from "../with-database";

const help = `
Measures what the judges page does: each judge and the people against the other people on the very same labels, against the majority,
against every single label and against the truth that items came with, and the alternative-annotator test with the study's epsilon.
Intervals are 95 %, by bootstrap over items (over prompts where items share them) with the study's seed.`;

export function registerJudges(program: Command) {
  program
    .command("judges")
    .description("how judges compare with the people of a study, question by question")
    .requiredOption("--study <study>", "its identifier, or its whole name")
    .option("--question <key>", "one question (all unless given)")
    .option("--group <name>", "people of one rater group (all unless given)")
    .option(
      "--protocol-version <number>",
      "whose labels count: a number, all, latest (the newest with labels), or most (the one with most)",
      "most",
    )
    .option("--repeats", "count repeated votes (as the study says unless given)")
    .option("--no-repeats", "leave repeated votes out")
    .addHelpText("after", help)
    .action(withDatabase(judgesOfStudy));
}
