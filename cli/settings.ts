import { resolve } from "node:path";
import { type LogLevel, readLogLevel } from "@/lib/log/log-level";
import { Refusal } from "@/lib/refusal";

type Environment = Readonly<Record<string, string | undefined>>;

export type Settings = {
  host: string;
  port: number;
  /** Absolute. */
  dataDir: string;
  /** Null: the embedded database. */
  databaseUrl: string | null;
  /** The same database without a pooler between, for migrations, backups and restores. Null: as `databaseUrl`. */
  directUrl: string | null;
  /** Null: the one in the data folder. */
  secret: string | null;
  /** Where people reach the app. */
  url: string;
  logLevel: LogLevel;
};

const shortestSecret = 32;
const isLoopback = (host: string) => host === "localhost" || host === "::1" || /^127(\.\d+){3}$/.test(host);
const isEverywhere = (host: string) => host === "0.0.0.0" || host === "::";

const inUrl = (host: string) => (isEverywhere(host) ? "localhost" : host.includes(":") ? `[${host}]` : host);

function readPort(text: string | undefined): number {
  const port = text === undefined ? 3000 : Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Refusal(`PORT is "${text}": set it to a number from 1 to 65535.`);
}

/** A secret that anybody could know is only tolerable where nobody else can reach the app, and there one is made. */
function readSecret(secret: string | undefined, needed: string | null): string | null {
  if (secret && secret.length >= shortestSecret) return secret;
  const how = `set it to ${shortestSecret} or more random characters, as \`openssl rand -base64 32\` prints them`;
  if (secret) throw new Refusal(`NEXTAUTH_SECRET has ${secret.length} characters: ${how}.`);
  if (needed) throw new Refusal(`NEXTAUTH_SECRET is not set, and ${needed}: ${how}.`);
  return null;
}

function readUrl(text: string | undefined, host: string, port: number): string {
  if (!text) return `http://${inUrl(host)}:${port}`;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/$/, "");
  throw new Refusal(`NEXTAUTH_URL is "${text}": set it to the address people open, like https://grata.example.org.`);
}

/** The folder of everything that the app keeps, absolute. */
export const readDataDir = (env: Environment) => resolve(env.GRATA_DATA_DIR || "./data");

/** The server of the command line and of migrations, which keep a connection to themselves for a while. Null: the embedded one. */
export function readDirectUrl(env: Environment): string | null {
  const [direct, usual] = [env.DIRECT_DATABASE_URL || null, env.DATABASE_URL || null];
  if (direct && !usual)
    throw new Refusal(
      "DIRECT_DATABASE_URL is set and DATABASE_URL is not: set both, the app goes by DATABASE_URL, or neither.",
    );
  return direct ?? usual;
}

/** Where the app listens and where people reach it. */
export function readAddress(env: Environment): Pick<Settings, "host" | "port" | "url"> {
  const host = env.HOST || "127.0.0.1";
  const port = readPort(env.PORT || undefined);
  return { host, port, url: readUrl(env.NEXTAUTH_URL, host, port) };
}

/** What `npm start` goes by. Empty variables count as not set. Throws a `Refusal` that names the variable. */
export function readSettings(env: Environment): Settings {
  const address = readAddress(env);
  const { host } = address;
  const databaseUrl = env.DATABASE_URL || null;
  const reachable = isLoopback(host) ? null : `HOST ${host} lets other machines in`;
  const shared = databaseUrl ? "DATABASE_URL names a database that others may share" : null;
  const secret = readSecret(env.NEXTAUTH_SECRET || undefined, reachable ?? shared);
  return {
    ...address,
    dataDir: readDataDir(env),
    databaseUrl,
    directUrl: readDirectUrl(env),
    secret,
    logLevel: readLogLevel(env.GRATA_LOG || "info"),
  };
}
