// Runs before anything is installed, and on Node versions that are too old: plain JavaScript, no dependency, no recent syntax.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onStopSignal } from "./stop-signals.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url));

const oldest = [20, 19];

/** Ends the process with one sentence when Node is too old to go on. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  console.error(
    `Persona Grata needs Node ${oldest.join(".")} or later and this is ${process.versions.node}: install a newer one from your system's packages or nodejs.org, then run the command again.`,
  );
  process.exit(1);
}

function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : null;
}

/** Whether node_modules holds what package-lock.json asks for; packages of other platforms are optional and may be absent. */
export function isInstalled(folder) {
  const wanted = readPackages(join(folder, "package-lock.json"));
  const present = readPackages(join(folder, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "" || (optional && !present[path])) return true;
    return present[path] && present[path].version === version;
  });
}

function spawnNpm(args) {
  const own = process.env.npm_execpath;
  const options = { cwd: root, stdio: ["ignore", "ignore", "inherit"] };
  if (own?.endsWith(".js")) return spawn(process.execPath, [own, ...args], options);
  return spawn("npm", args, { ...options, shell: process.platform === "win32" });
}

/** Runs npm itself, the very one that started us where there is one, and resolves with its exit code. Who is told to stop takes it along. */
function npm(args) {
  const child = spawnNpm(args);
  let stopped = false;
  const release = onStopSignal(() => {
    stopped = true;
    child.kill("SIGTERM");
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  }).then((code) => {
    release();
    if (stopped) process.exit(0);
    return code;
  });
}

/** `npm ci` when packages are missing or the lock file changed; ends the process with one sentence when that fails. */
export async function installMissing(steps) {
  if (isInstalled(root)) return;
  const done = steps.begin("Installing packages");
  const code = await npm(["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0) {
    steps.announce(
      "npm ci failed, see above: check the network and npm's registry setting, then run the command again.",
    );
    process.exit(1);
  }
  done();
}

/** From here on TypeScript can be imported, with the paths of cli/tsconfig.json. */
export async function enterTypeScript() {
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  process.env.TSX_TSCONFIG_PATH = join(root, "cli", "tsconfig.json");
  await import("tsx");
  delete process.env.TSX_TSCONFIG_PATH;
}
