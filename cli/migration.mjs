import { enterTypeScript, installMissing, requireNode } from "./bootstrap.mjs";
import { makeSteps } from "./steps.mjs";

requireNode();
const steps = makeSteps();
await installMissing(steps);
await enterTypeScript();
const { writeMigration } = await import("./write-migration.ts");
process.exitCode = await writeMigration(process.argv[2], steps);
