import { join } from "node:path";
import { build } from "esbuild";
import { bundledThread, threadRooms } from "@/lib/thread-script";
import { bundledLabels } from "./label-server.mjs";

/** What runs beside Next in a build: its source, and where the bundle goes. */
const scripts = [
  ...threadRooms.map((room) => [`lib/${room}/worker.ts`, bundledThread(room)] as const),
  ["lib/labeling/http/server.ts", bundledLabels] as const,
];

/** Bundles the code of worker threads and of the labeling API; packages stay outside, where the rest of the app finds them too. */
export async function bundleScripts(folder: string): Promise<void> {
  const bundles = scripts.map(([source, bundle]) =>
    build({
      entryPoints: [join(folder, source)],
      outfile: join(folder, bundle),
      absWorkingDir: folder,
      // There "server-only" is nothing, as it is for every script outside of Next.
      tsconfig: join(folder, "cli/tsconfig.json"),
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "silent",
    }),
  );
  await Promise.all(bundles);
}
