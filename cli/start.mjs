import { enterTypeScript, installMissing, requireNode } from "./bootstrap.mjs";
import { makeSteps } from "./steps.mjs";

requireNode();
const steps = makeSteps();
await installMissing(steps);
await enterTypeScript();
const { serve } = await import("./serve.ts");
await serve(steps, { isDev: process.argv.includes("--dev") });
