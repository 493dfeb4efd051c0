import { spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findFreePort } from "@/lib/db/embedded/postmaster";

type Served = { url: string; setUpUrl: string; stop: () => Promise<void> };

/** Runs `npm start`'s program and waits for the line that says where it is ready. */
async function startApp(dataDir: string, port: number): Promise<Served> {
  const { DATABASE_URL: _, NEXTAUTH_URL: __, NEXTAUTH_SECRET: ___, HOST: ____, ...env } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, "../cli/start.mjs")], {
    env: { ...env, GRATA_DATA_DIR: dataDir, PORT: String(port), NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
    // Ctrl-C in the terminal reaches the tests, which then stop the app.
    detached: true,
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let setUpUrl = "";
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      console.log(`[app] ${line}`);
      setUpUrl ||= /https?:\S+\/setup\/\S+/.exec(line)?.[0] ?? "";
      const ready = /^Ready on (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
    });
    exited.then(() => reject(new Error("The app ended before it was ready")));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
  };
  return { url, setUpUrl, stop };
}

/**
 * Playwright's global set-up: the production app on a fresh data folder and a free port. Specs find it by BASE_URL, its database by
 * DATABASE_URL, and the link for the first owner by GRATA_SETUP_URL. With BASE_URL and those given, a running app is used.
 */
export default async function setUp() {
  if (process.env.BASE_URL) return;
  const dataDir = await mkdtemp(join(tmpdir(), "grata-e2e-"));
  await chmod(dataDir, 0o755);
  const { url, setUpUrl, stop } = await startApp(dataDir, await findFreePort());
  const readJson = async (name: string) => JSON.parse(await readFile(join(dataDir, name), "utf8"));
  process.env.BASE_URL = url;
  process.env.GRATA_SETUP_URL = setUpUrl;
  process.env.GRATA_DATA_DIR = dataDir;
  process.env.DATABASE_URL = (await readJson("connection.json")).url;
  process.env.NEXTAUTH_SECRET = (await readJson("secrets.json")).nextauthSecret;
  return async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
