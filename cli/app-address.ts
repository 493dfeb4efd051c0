import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readAddress } from "./settings";

const pathOf = (dataDir: string) => join(dataDir, "address");

/** Kept so that links printed by the command line lead to where the app was last served. */
export const rememberAddress = (dataDir: string, url: string) => writeFile(pathOf(dataDir), `${url}\n`);

/** Where people reach the app: NEXTAUTH_URL, else where it was last served, else where it would be. */
export async function findAddress(dataDir: string): Promise<string> {
  const { url } = readAddress(process.env);
  if (process.env.NEXTAUTH_URL || process.env.HOST || process.env.PORT) return url;
  const remembered = await readFile(pathOf(dataDir), "utf8").catch(() => "");
  return remembered.trim() || url;
}
