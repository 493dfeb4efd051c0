// Where the labeling API's answers come from: in production the bundle that was made with the build, while developing the source.
import { watch } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "..");

/** As seen from the app's folder. */
export const bundledLabels = ".next/labels.mjs";

export const isLabeling = (url) => url.startsWith("/api/annotate/");

async function loadBundle() {
  const { answerLabels } = await import(pathToFileURL(join(root, bundledLabels)).href);
  return answerLabels;
}

/** Loads the source anew with the first request after any of it has changed. */
async function loadSource() {
  const { tsImport } = await import("tsx/esm/api");
  const options = { parentURL: import.meta.url, tsconfig: join(root, "cli/tsconfig.json") };
  let loading;
  watch(join(root, "lib"), { recursive: true }, () => {
    loading = undefined;
  });
  return async (request, response) => {
    loading ??= tsImport("../lib/labeling/http/server.ts", options);
    const { answerLabels } = await loading;
    return answerLabels(request, response);
  };
}

/** What answers requests of the labeling API, with the state of the process they run in: load it once Next is ready. */
export const loadLabels = (dev) => (dev ? loadSource() : loadBundle());
