import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "@/lib/refusal";

/** What a data folder keeps to itself, in a file that only its owner can read. */
export type Secrets = {
  databasePassword: string;
  /** Signs sessions where NEXTAUTH_SECRET is not given. */
  nextauthSecret: string;
};

const makeSecret = () => randomBytes(32).toString("base64url");

/** Reads the data folder's secrets; `isNew` when they had to be made. */
export async function readSecrets(dataDir: string): Promise<{ secrets: Secrets; isNew: boolean }> {
  const path = join(dataDir, "secrets.json");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new Refusal(`${path} cannot be read (${error.message}): start as the user it belongs to.`);
  });
  if (text === null) return { secrets: await writeSecrets(path), isNew: true };
  try {
    const { databasePassword, nextauthSecret } = JSON.parse(text);
    if (typeof databasePassword === "string" && typeof nextauthSecret === "string")
      return { secrets: { databasePassword, nextauthSecret }, isNew: false };
  } catch {
    // Not JSON: said below.
  }
  throw new Refusal(`${path} is damaged: delete it and start again; everybody has to sign in anew.`);
}

async function writeSecrets(path: string): Promise<Secrets> {
  const secrets = { databasePassword: makeSecret(), nextauthSecret: makeSecret() };
  await writeFile(`${path}.draft`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.draft`, path);
  return secrets;
}
