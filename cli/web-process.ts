import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@/lib/refusal";
import { type Pace, patient, untilHung } from "./probe-app";

type Given = {
  env: NodeJS.ProcessEnv;
  isDev: boolean;
  /** Asked from time to time, but not while developing, where a breakpoint looks like a process that hangs. */
  healthUrl: string;
  announce: (line: string) => void;
  /** Called once when the process cannot be brought back. */
  onGiveUp: (cause: Error) => void;
  /** What runs, and how it is watched: other than usual in tests. */
  script?: string;
  pace?: Pace;
};

export type WebProcess = {
  /** The process of this moment. */
  pid: () => number | undefined;
  stop: () => Promise<void>;
};

type Message = "ready" | "stopping" | { failed?: string };

/** One process. */
type Web = { child: ChildProcess; exited: Promise<string> };

/** How long a start may take before it counts as hung, on a slow disk after an update. */
const startPatienceMs = 120_000;
/** A process that hears a signal says so at once: one that does not is not finishing its requests, it hangs. */
const hearingMs = 3_000;
/** For the requests under way. */
const stopPatienceMs = 15_000;
const attempts = 8;
/** A process that lived shorter than this is given a growing pause before the next. */
const settledMs = 30_000;

/** In a session of its own: Ctrl-C reaches us, and we stop it in order. */
function launch({ env, isDev, script = join(import.meta.dirname, "web.mjs") }: Given): Web {
  const args = isDev ? ["--dev"] : [];
  const stdio: ("ignore" | "inherit" | "ipc")[] = ["ignore", "inherit", "inherit", "ipc"];
  const child = fork(script, args, { env, stdio, detached: true, execArgv: [] });
  return {
    child,
    exited: new Promise((resolve) => child.once("exit", (code, by) => resolve(by ?? `exit code ${code}`))),
  };
}

const untilTold = ({ child }: Web, wanted: Message) =>
  new Promise<true>((resolve) => child.on("message", (message: Message) => message === wanted && resolve(true)));

const isOver = ({ child }: Web) => child.exitCode !== null || child.signalCode !== null;

/** Resolves when the process serves, or throws a `Refusal` when it ended before or takes too long. */
async function untilReady(web: Web, { env, isDev }: Given) {
  let cause = "";
  web.child.on("message", (message: Message) => {
    if (typeof message === "object") cause = String(message.failed ?? "");
  });
  const patience = new AbortController();
  const late = isDev ? [] : [sleep(startPatienceMs, "no answer", { signal: patience.signal, ref: false })];
  const outcome = await Promise.race([untilTold(web, "ready"), web.exited, ...late]);
  if (outcome === true) return patience.abort();
  web.child.kill("SIGKILL");
  if (cause === "EADDRINUSE") throw new Refusal(sayTaken(env.HOST ?? "", env.PORT ?? ""));
  throw new Refusal(`The app did not start (${cause || outcome}), see above.`);
}

export const sayTaken = (host: string, port: number | string) =>
  `Port ${port} of ${host} is taken by another program: stop that one, or choose another port, as in PORT=${Number(port) + 1} npm start.`;

/** Why a process is not there any more: it died, or it hung and was killed. */
async function untilGone(web: Web, { isDev, healthUrl, announce, pace = patient }: Given): Promise<string> {
  if (isDev) return web.exited;
  const done = new AbortController();
  const hung = untilHung(healthUrl, pace, done.signal).then(
    () => "hung" as const,
    () => "watched no more" as const,
  );
  const outcome = await Promise.race([web.exited, hung]);
  done.abort();
  if (outcome === "hung") {
    announce("The app hangs: killing it");
    web.child.kill("SIGKILL");
  }
  return web.exited;
}

/** Asks it to end; kills it when it does not hear, or takes too long. */
async function end(web: Web) {
  if (isOver(web)) return;
  const heard = untilTold(web, "stopping");
  web.child.kill("SIGTERM");
  const isHearing = await Promise.race([heard, web.exited, sleep(hearingMs, null, { ref: false })]);
  const isGone = isHearing && (await Promise.race([web.exited, sleep(stopPatienceMs, null, { ref: false })]));
  if (!isGone) web.child.kill("SIGKILL");
  await web.exited;
}

/** Starts the web process, waits until it serves, and from then on replaces it when it dies or hangs. */
export async function startWebProcess(given: Given): Promise<WebProcess> {
  let stopping = false;
  let web = launch(given);
  await untilReady(web, given);
  let bornAt = Date.now();
  let deaths = 0;

  async function restart(cause: string) {
    deaths = Date.now() - bornAt < settledMs ? deaths + 1 : 1;
    given.announce(`The app died (${cause}): restarting it`);
    if (deaths > 1) await sleep(Math.min(250 * 2 ** deaths, 15_000), undefined, { ref: false });
    if (stopping) return;
    bornAt = Date.now();
    web = launch(given);
    const failure = await untilReady(web, given).then(
      () => null,
      (error: Error) => error,
    );
    if (failure === null) given.announce("The app is back");
    else if (deaths >= attempts) throw failure;
  }

  async function watch() {
    while (!stopping) {
      const cause = await untilGone(web, given);
      if (!stopping) await restart(cause);
    }
  }
  watch().catch((error: Error) => {
    if (!stopping) given.onGiveUp(error);
  });

  return {
    pid: () => web.child.pid,
    stop: () => {
      stopping = true;
      return end(web);
    },
  };
}
