import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { countOf } from "@/lib/format-number";
import { sayCounts } from "../output";
import { type Context, withDatabase } from "../with-database";

export function registerRestore(program: Command) {
  program
    .command("restore")
    .description("replace everything in the database by what a backup holds, all or nothing")
    .argument("<file>", "written by backup")
    .option("--no-copy", "do not keep a backup of what is replaced in the data folder")
    .action(withDatabase(restore));
}

async function restore({ output, url, dataDir }: Context, file: string, { copy }: { copy: boolean }) {
  const path = resolve(file);
  const { readBackupHeader, restoreBackup } = await import("@/lib/backup/restore-backup");
  const { diskStore } = await import("@/lib/media/disk-store");
  const { eraseUnusedMedia } = await import("@/lib/media/media");
  const { createdAt } = await readBackupHeader(path);
  const kept = copy ? await keepCopy(url, dataDir) : null;
  if (kept) output.say(`Kept what is being replaced in ${kept}`);
  const media = diskStore(dataDir);
  const { rows, files, revokedInvitations } = await restoreBackup(url, media, path, {
    onProgress: (table, count) => output.progress(`${table}: ${countOf(count, "row")}`),
  });
  await eraseUnusedMedia(media).catch((error: Error) =>
    output.warn(`Files that nothing shows any more are left in ${join(dataDir, "media")}: ${error.message}`),
  );
  output.say(`Restored ${sayCounts({ rows, files })} as of ${createdAt}`);
  output.say(
    `Everybody has to sign in again. Invitations that were open in the backup are revoked (${revokedInvitations}), and links for new passwords are gone: make new ones for whoever should still have one`,
  );
  output.result({ file: path, createdAt, kept, rows, files, revokedInvitations }, []);
}

/** A restore of the wrong file can be undone. */
async function keepCopy(url: string, dataDir: string): Promise<string> {
  const { writeBackup } = await import("@/lib/backup/write-backup");
  const { diskStore } = await import("@/lib/media/disk-store");
  const folder = join(dataDir, "backups");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `before-restore-${new Date().toISOString().replaceAll(":", "-")}.sql.gz`);
  await writeBackup(url, diskStore(dataDir), path);
  return path;
}
