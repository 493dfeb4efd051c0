import { enterTypeScript, installMissing, requireNode } from "./bootstrap.mjs";
import { makeSteps } from "./steps.mjs";

requireNode();
// Results go to standard output and nothing else does.
const steps = makeSteps((text) => process.stderr.write(text));
await installMissing(steps);
await enterTypeScript();
const { run } = await import("./run-command.ts");
process.exitCode = await run(process.argv, steps);
