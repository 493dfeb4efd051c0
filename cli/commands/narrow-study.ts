import type { Command } from "commander";

/** What of a study is measured: the choices that every command about its figures has. */
export const narrowStudy = (command: Command): Command =>
  command
    .option("--question <key>", "one question (all unless given)")
    .option("--group <name>", "people of one rater group (all unless given)")
    .option(
      "--protocol-version <number>",
      "whose labels count: a number, all, latest (the newest with labels), or most (the one with most)",
      "most",
    )
    .option("--repeats", "count repeated votes (as the study says unless given)")
    .option("--no-repeats", "leave repeated votes out");
