/*
 * What can fail below the app without a fault of its own, and what a person is told of it: not "the server cannot be reached" where
 * the server answers and its database does not.
 */

export const failureSentences = {
  silent: "The database did not answer. Try again in a minute.",
  lost: "The connection to the database broke off. Try again.",
  busy: "All connections to the database are in use. Try again in a minute.",
  slow: "The database took too long and was not waited for any more. Try again in a minute.",
  full: "The disk of the server is full: nothing can be stored until whoever runs it makes room.",
  "read-only": "The database only reads now: nothing can be stored until whoever runs it has mended that.",
};

export type FailureKind = keyof typeof failureSentences;

/** Codes of PostgreSQL, of the system and of Prisma, whichever met it first. */
const codes: Record<FailureKind, readonly string[]> = {
  silent: [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "57P03",
    "08001",
    "P1001",
  ],
  lost: ["ECONNRESET", "EPIPE", "57P01", "57P02", "08000", "08003", "08006", "P1017"],
  busy: ["53300", "P2024", "P2037"],
  slow: ["57014", "55P03", "25P03", "P1002", "P1008", "P2028"],
  full: ["53100", "ENOSPC", "EDQUOT"],
  "read-only": ["25006", "EROFS"],
};

/** What pg says without a code. */
const messages: readonly [FailureKind, RegExp][] = [
  ["busy", /^timeout exceeded when trying to connect/],
  ["silent", /^Connection terminated due to connection timeout/],
  ["lost", /^Connection terminated|connection error and is not queryable|^Client was closed/],
  ["slow", /^Query read timeout/],
];

const kinds = Object.keys(failureSentences) as FailureKind[];
const mostDeep = 6;

/** Where errors keep what caused them: in themselves, in lists of attempts, in Prisma's remarks on the driver. */
function listCauses(error: object): unknown[] {
  const { cause, errors, meta } = error as {
    cause?: unknown;
    errors?: unknown;
    meta?: { driverAdapterError?: unknown };
  };
  return [cause, ...(Array.isArray(errors) ? errors : []), meta?.driverAdapterError];
}

function findOwn(error: object): FailureKind | null {
  const { code, originalCode, syscall, message } = error as Record<string, unknown>;
  const known = kinds.find((kind) => [code, originalCode].some((own) => codes[kind].includes(String(own))));
  if (known) return known;
  // The socket of a database that is not there looks like a missing file.
  if (code === "ENOENT" && syscall === "connect") return "silent";
  return messages.find(([, pattern]) => pattern.test(String(message)))?.[0] ?? null;
}

/** Which failure of disk or database an error goes back to; null for every other error. */
export function findFailure(error: unknown, deep = mostDeep): FailureKind | null {
  if (typeof error !== "object" || error === null || deep === 0) return null;
  const own = findOwn(error);
  if (own) return own;
  for (const cause of listCauses(error)) {
    const kind = findFailure(cause, deep - 1);
    if (kind) return kind;
  }
  return null;
}

/** The same in a sentence for whoever asked. */
export function sayFailure(error: unknown): string | null {
  const kind = findFailure(error);
  return kind && failureSentences[kind];
}
