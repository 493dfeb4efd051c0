import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { countOf } from "@/lib/format-number";
import { Refusal } from "@/lib/refusal";
import { sayCounts } from "../output";
import { type Context, withDatabase } from "../with-database";

export function registerBackup(program: Command) {
  program
    .command("backup")
    .description("write the whole database to a file; labeling goes on meanwhile")
    .argument("<file>", "such as grata.sql.gz; it holds people's names and addresses")
    .option("--force", "replace the file if it is there", false)
    .action(withDatabase(backup));
}

async function backup({ output, url, dataDir }: Context, file: string, { force }: { force: boolean }) {
  const path = resolve(file);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere && !force)
    throw new Refusal(`${file} is there already: choose another name, or replace it with --force.`);
  const { writeBackup } = await import("@/lib/backup/write-backup");
  const { diskStore } = await import("@/lib/media/disk-store");
  const { rows, files, missing } = await writeBackup(url, diskStore(dataDir), path, {
    onProgress: (table, count) => output.progress(`${table}: ${countOf(count, "row")}`),
    onLeftover: (left) => output.say(`Removed ${left}, which a backup left that was killed`),
  });
  output.say(`Wrote ${sayCounts({ rows, files })} to ${file}`);
  if (missing.length > 0)
    output.say(`Not in it, because they are missing from ${join(dataDir, "media")}: ${missing.join(", ")}`);
  output.result({ file: path, rows, files, missing }, []);
}
