import { join } from "node:path";
import { build } from "esbuild";
import { bundledThread, threadRooms } from "@/lib/thread-script";

/** Bundles the code of worker threads; packages stay outside, where the rest of the app finds them too. */
export async function bundleThreads(folder: string): Promise<void> {
  const bundles = threadRooms.map((room) =>
    build({
      entryPoints: [join(folder, `lib/${room}/worker.ts`)],
      outfile: join(folder, bundledThread(room)),
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
