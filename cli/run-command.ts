import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { version } from "@/lib/version";
import { registerAgreement } from "./commands/agreement";
import { registerAnalyses } from "./commands/analyses";
import { registerBackup } from "./commands/backup";
import { registerCompare } from "./commands/compare";
import { registerEstimate } from "./commands/estimate";
import { registerExport } from "./commands/export";
import { registerImport } from "./commands/import";
import { registerModels } from "./commands/models";
import { registerRank } from "./commands/rank";
import { registerRestore } from "./commands/restore";
import { registerStudy } from "./commands/study";
import { registerUser } from "./commands/user";
import { registerWatch } from "./commands/watch";
import { generateClient } from "./prepare-app";
import type { Steps } from "./steps.mjs";

/** One line a command. */
const commands = [
  registerUser,
  registerStudy,
  registerImport,
  registerExport,
  registerAgreement,
  registerAnalyses,
  registerCompare,
  registerModels,
  registerRank,
  registerEstimate,
  registerWatch,
  registerBackup,
  registerRestore,
];

const help = `
The database is the one of the data folder (GRATA_DATA_DIR, ./data unless set), whether the app runs or not, or the server
that DATABASE_URL names.

Exit codes: 0 done, 1 refused or failed, 2 called wrongly.`;

/** Runs one command line and returns the exit code. */
export async function run(argv: string[], steps: Steps): Promise<number> {
  await generateClient(join(import.meta.dirname, ".."), steps);
  const program = new Command("grata")
    .description("Persona Grata on the command line")
    .version(version)
    .option("--json", "print the result as JSON")
    .option("--quiet", "print nothing but the result")
    .addHelpText("after", help)
    .showHelpAfterError("(add --help for how it is called)")
    .exitOverride();
  for (const register of commands) register(program);
  inheritExit(program);
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

/** Sub-commands made with `command()` do not inherit what is set after them. */
function inheritExit(command: Command) {
  for (const child of command.commands) {
    child.exitOverride().showHelpAfterError("(add --help for how it is called)");
    inheritExit(child);
  }
}
