import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How to reach a running embedded database; kept in the data folder, readable by its owner alone, for the command line. */
export type Connection = { url: string; socketFolder: string | null };

const pathOf = (dataDir: string) => join(dataDir, "connection.json");

export async function writeConnection(dataDir: string, connection: Connection) {
  const draft = `${pathOf(dataDir)}.draft`;
  await writeFile(draft, `${JSON.stringify(connection)}\n`, { mode: 0o600 });
  await rename(draft, pathOf(dataDir));
}

export async function findConnection(dataDir: string): Promise<Connection | null> {
  try {
    return JSON.parse(await readFile(pathOf(dataDir), "utf8"));
  } catch {
    return null;
  }
}

export const removeConnection = (dataDir: string) => rm(pathOf(dataDir), { force: true });
