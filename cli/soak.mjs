import { enterTypeScript, installMissing, requireNode } from "./bootstrap.mjs";
import { makeSteps } from "./steps.mjs";

requireNode();
await installMissing(makeSteps());
await enterTypeScript();
await import("./soak/run.ts");
