import { join } from "node:path";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";

/**
 * The server of DATABASE_URL, or an embedded one in a folder. Modules that read the environment may be imported once it is open.
 */
export async function openDatabase(folder: string): Promise<{ stop: () => Promise<void> }> {
  process.env.NEXTAUTH_SECRET ??= "a bench signs no sessions, any 32 letters do";
  if (process.env.DATABASE_URL) return { stop: async () => undefined };
  const { startEmbedded } = await import("@/lib/db/embedded/start");
  const dataDir = join(folder, "data");
  const database = await startEmbedded({ dataDir, purpose: "a bench", announce: () => undefined });
  await migrate(database.url, await readMigrations(join(import.meta.dirname, "../prisma/migrations")));
  process.env.DATABASE_URL = database.url;
  return database;
}
