import { enterTypeScript, installMissing, requireNode } from "./bootstrap.mjs";
import { makeSteps } from "./steps.mjs";

requireNode();
const steps = makeSteps();
await installMissing(steps);
await enterTypeScript();
const { runTests } = await import("./run-tests.ts");
process.exit(await runTests(process.argv.slice(2), steps));
