import { spawn } from "node:child_process";
import { appendFile, chown, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asAccount, serverEnvironment } from "@/lib/db/embedded/account";
import { type Binaries, initdbOf, postgresOf } from "@/lib/db/embedded/binaries";
import type { Place } from "@/lib/db/embedded/place";
import { Refusal } from "@/lib/refusal";

export const superuser = "grata";
export const databaseName = "grata";

/**
 * Written at each start; what `ALTER SYSTEM` says still wins. Safety is not for sale: fsync and synchronous_commit stay on. No query has
 * helpers: to start one costs more than a page's query, and it would take from labels what it saves a page.
 */
const settings = `# Written by Persona Grata at each start. Use ALTER SYSTEM to override.
max_connections = 100
shared_buffers = 128MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
max_parallel_workers_per_gather = 0
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
logging_collector = off
password_encryption = 'scram-sha-256'
`;

/** The major version that made a cluster, or null when there is none yet. */
async function findMajor(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, "PG_VERSION"), "utf8").catch(() => null);
  return text === null ? null : Number.parseInt(text, 10);
}

/** Makes the cluster unless it is there, and refuses one that these binaries cannot open. */
export async function prepareCluster(place: Place, binaries: Binaries, secrets: { password: string; isNew: boolean }) {
  const { cluster } = place;
  const major = await findMajor(cluster);
  if (major !== null && major !== binaries.major)
    throw new Refusal(
      `The database in ${cluster} was made by PostgreSQL ${major} and this version brings ${binaries.major}: with the version of Persona Grata that made it, dump it (npm run grata -- backup FILE); then move ${cluster} away and load it here (npm run grata -- restore FILE).`,
    );
  if (major === null) await initialize(place, binaries, secrets.password);
  else if (secrets.isNew) await resetPassword(place, binaries, secrets.password);
  await writeFile(join(cluster, "grata.conf"), settings);
  if (place.account) await chown(join(cluster, "grata.conf"), place.account.uid, place.account.gid);
}

type Run = { code: number | null; output: string };

function run(place: Place, command: string, args: string[], input = ""): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...asAccount(place.account), cwd: place.home, env: serverEnvironment() });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
    // A child that ends without reading says why in its output.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** initdb into a draft beside it, renamed when whole: a killed first start leaves nothing that looks like a database. */
async function initialize(place: Place, binaries: Binaries, password: string) {
  const { cluster, account } = place;
  const draft = `${cluster}/draft`;
  await rm(draft, { recursive: true, force: true });
  const folder = await mkdtemp(`${cluster}/init-`);
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [folder, passwordFile]) await chown(path, account.uid, account.gid);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const args = ["-D", draft, "-U", superuser, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, ...locale];
  const { code, output } = await run(place, initdbOf(binaries), args);
  await rm(folder, { recursive: true, force: true });
  if (code !== 0) throw new Refusal(`The embedded database could not be made in ${cluster}: ${lastLines(output)}`);
  await appendFile(join(draft, "postgresql.conf"), "\ninclude_if_exists = 'grata.conf'\n");
  await rm(`${cluster}.draft`, { recursive: true, force: true });
  await rename(draft, `${cluster}.draft`);
  await rm(cluster, { recursive: true });
  await rename(`${cluster}.draft`, cluster);
}

/** The file with the password is gone but the database is ours: single-user mode asks for none. */
async function resetPassword(place: Place, binaries: Binaries, password: string) {
  const sql = `ALTER ROLE ${superuser} PASSWORD '${password}'\n`;
  const { code, output } = await run(place, postgresOf(binaries), ["--single", "-D", place.cluster, "postgres"], sql);
  if (code !== 0) throw new Refusal(`The password of the embedded database could not be renewed: ${lastLines(output)}`);
}

export const lastLines = (text: string) => text.trim().split("\n").slice(-5).join(" / ");
