import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@/lib/refusal";

type Given = {
  env: NodeJS.ProcessEnv;
  isDev: boolean;
  announce: (line: string) => void;
  /** Called once when the process cannot be brought back. */
  onGiveUp: (cause: Error) => void;
};

export type WebProcess = { stop: () => Promise<void> };

const stopPatienceMs = 15_000;
const attempts = 8;
/** A process that lived shorter than this is given a growing pause before the next. */
const settledMs = 30_000;

/** In a session of its own: Ctrl-C reaches us, and we stop it in order. */
function launch({ env, isDev }: Given): ChildProcess {
  const args = isDev ? ["--dev"] : [];
  const stdio: ("ignore" | "inherit" | "ipc")[] = ["ignore", "inherit", "inherit", "ipc"];
  return fork(join(import.meta.dirname, "web.mjs"), args, { env, stdio, detached: true, execArgv: [] });
}

const untilExit = (child: ChildProcess) =>
  new Promise<string>((resolve) => child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`)));

/** Resolves when the process serves, or throws a `Refusal` when it ended before. */
async function untilReady(child: ChildProcess, exited: Promise<string>, { env }: Given) {
  let cause = "";
  const ready = new Promise<true>((resolve) => {
    child.on("message", (message: unknown) => {
      if (message === "ready") resolve(true);
      else cause = String((message as { failed?: string }).failed ?? "");
    });
  });
  const outcome = await Promise.race([ready, exited]);
  if (outcome === true) return;
  if (cause === "EADDRINUSE") throw new Refusal(sayTaken(env.HOST ?? "", env.PORT ?? ""));
  throw new Refusal(`The app did not start (${cause || outcome}), see above.`);
}

export const sayTaken = (host: string, port: number | string) =>
  `Port ${port} of ${host} is taken by another program: stop that one, or choose another port, as in PORT=${Number(port) + 1} npm start.`;

/** Starts the web process, waits until it serves, and from then on replaces it when it dies. */
export async function startWebProcess(given: Given): Promise<WebProcess> {
  let stopping = false;
  let child = launch(given);
  let exited = untilExit(child);
  await untilReady(child, exited, given);
  let bornAt = Date.now();
  let deaths = 0;

  async function restart(cause: string) {
    deaths = Date.now() - bornAt < settledMs ? deaths + 1 : 1;
    given.announce(`The app died (${cause}): restarting it`);
    if (deaths > 1) await sleep(Math.min(250 * 2 ** deaths, 15_000), undefined, { ref: false });
    if (stopping) return;
    bornAt = Date.now();
    child = launch(given);
    exited = untilExit(child);
    const failure = await untilReady(child, exited, given).then(
      () => null,
      (error: Error) => error,
    );
    if (failure === null) given.announce("The app is back");
    else if (deaths >= attempts) throw failure;
  }

  async function watch() {
    while (!stopping) {
      const cause = await exited;
      if (!stopping) await restart(cause);
    }
  }
  watch().catch((error: Error) => {
    if (!stopping) given.onGiveUp(error);
  });

  const stop = async () => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const left = await Promise.race([exited, sleep(stopPatienceMs, null, { ref: false })]);
    if (left === null) child.kill("SIGKILL");
    await exited;
  };
  return { stop };
}
