import { isMainThread } from "node:worker_threads";
import pino from "pino";
import { describeError } from "@/lib/log/describe-error";
import { readLogLevel } from "@/lib/log/log-level";
import { terminalLine } from "@/lib/log/terminal-line";
import { uuidPattern } from "@/lib/uuid";

/** Everything that is ever logged, in the words of the log. */
export type LogEvent =
  | "process failed"
  | "request failed"
  | "label stored, but not what comes next"
  | "slow query"
  | "connection lost"
  | "copy for reading not used"
  | "written to the console"
  | "figures computed"
  | "figures given up"
  | "figures refused"
  | "figures failed"
  | "media not erased"
  | "leases swept"
  | "imports swept"
  | "import staged"
  | "import committed"
  | "import failed"
  | "export made"
  | "export failed"
  | "migration applied"
  | "backup made"
  | "restored";

/**
 * What may stand beside an event: numbers, identifiers that tell nothing by themselves, and words of the code. There is no field for
 * a text, an answer, a name or an address, and what is none of these is left out whatever its type says.
 */
export type LogFields = {
  studyId?: string;
  importId?: string;
  /** The pattern of an address, `/join/[token]`, never an address. */
  route?: string;
  method?: string;
  status?: number;
  /** Of which kind, in a word of the code: a format, an analysis, a reason. */
  kind?: string;
  /** Which tables a statement reads or writes, and the digest of its text. */
  statement?: string;
  digest?: string;
  migration?: string;
  ms?: number;
  count?: number;
  bytes?: number;
  waiting?: number;
  error?: unknown;
};

const word = /^[\w-]{1,80}$/;
const shapes = {
  studyId: uuidPattern,
  importId: uuidPattern,
  migration: /^\d{14}_\w{1,80}$/,
  digest: /^[\w-]{1,40}$/,
  route: /^(?:\/(?:\([a-z-]+\)|\[(?:\.{3})?\w+\]|[a-z-]+))*\/?(?:page|route)?$/,
  method: /^[A-Z]{1,10}$/,
  kind: word,
  statement: /^[A-Z]+(?: _?[A-Z]\w{1,40})*$/,
} satisfies Partial<Record<keyof LogFields, RegExp>>;

type Shaped = keyof typeof shapes;
const isShaped = (name: string): name is Shaped => name in shapes;

function keepSafe({ error, ...fields }: LogFields): Record<string, unknown> {
  const safe = Object.entries(fields).filter(([name, value]) =>
    isShaped(name) ? shapes[name].test(String(value)) : typeof value === "number",
  );
  return { ...Object.fromEntries(safe), ...(error !== undefined && { error: describeError(error) }) };
}

/** So much waits where nobody takes the log (a terminal that is stopped, a full pipe); what is beyond it is dropped. */
const mostWaitingBytes = 1024 * 1024;

/** Standard error: results of commands and the steps of a start go to standard output. Nobody waits for a log to be written. */
function openStream(): pino.DestinationStream {
  const stream = pino.destination({ dest: 2, sync: !isMainThread, maxLength: mostWaitingBytes });
  return process.stderr.isTTY ? { write: (line) => stream.write(terminalLine(line)) } : stream;
}

/** Writes lines of JSON, one an event, to `stream`. */
export function makeLog(given: string | undefined, stream?: pino.DestinationStream) {
  const level = readLogLevel(given);
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
  const logger = pino(options, stream ?? (level === "silent" ? { write: () => undefined } : openStream()));
  const say =
    (at: "debug" | "info" | "warn" | "error") =>
    (event: LogEvent, fields: LogFields = {}) => {
      if (logger.isLevelEnabled(at)) logger[at](keepSafe(fields), event);
    };
  return { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };
}

export type Log = ReturnType<typeof makeLog>;

// Kept on globalThis so that every bundle of a process writes to the same stream. Opened with the first event: a start sets the level before.
const shared = globalThis as { grataLog?: Log };

function opened(): Log {
  shared.grataLog ??= makeLog(process.env.GRATA_LOG);
  return shared.grataLog;
}

/** Tells how many milliseconds have gone by since. */
export function startClock(): () => number {
  const startedAt = performance.now();
  return () => Math.round(performance.now() - startedAt);
}

/** The log of this process and its threads. */
export const log: Log = {
  debug: (event, fields) => opened().debug(event, fields),
  info: (event, fields) => opened().info(event, fields),
  warn: (event, fields) => opened().warn(event, fields),
  error: (event, fields) => opened().error(event, fields),
};
