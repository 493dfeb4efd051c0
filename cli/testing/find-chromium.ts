import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

// The shell first: the same engine without the windows, which take half of a small machine's time.
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const which = (name: string): string | null => {
  const { status, stdout } = spawnSync("which", [name], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
};

/** CHROMIUM_PATH, the system's Chromium or Chrome, or the one Playwright downloaded; null when there is none. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : null;
  const own = chromium.executablePath();
  return names.map(which).find((path) => path !== null) ?? (existsSync(own) ? own : null);
}

const run = (command: string, args: string[]) =>
  spawnSync(command, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0;

/** Debian's Chromium as root, else Playwright's own. False when neither could be had. */
export function installChromium(): boolean {
  const isDebianRoot = process.getuid?.() === 0 && which("apt-get") !== null;
  if (isDebianRoot && run("apt-get", ["update", "-q"]))
    for (const name of ["chromium-headless-shell", "chromium"])
      if (run("apt-get", ["install", "-y", "-q", "--no-install-recommends", name])) return true;
  return run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
}
