/** What of an error may stand in a log: where it came from and of which kind it is, never what it was about. */
export type ErrorLines = {
  name: string;
  code?: string;
  /** Which rule of the database was broken. */
  constraint?: string;
  /** Where in the code, innermost first. */
  at?: string[];
  cause?: ErrorLines;
};

/** A word of code: a name of a class, a code, a constraint. What people write has spaces or signs, and is not one. */
const codeWord = /^[\w.:-]{1,80}$/;
const frame =
  /^ {4}at (?:async )?(?:[\w$.<>[\] ]{1,120} \()?((?:file:\/\/\/|node:|\/|[A-Z]:\\)[^()\n]{1,300}:\d+:\d+|<anonymous>)\)?$/;
const mostFrames = 8;
const mostCauses = 4;

const asCodeWord = (value: unknown) => (typeof value === "string" && codeWord.test(value) ? value : undefined);

/** The message is cut off first, as it may look like frames itself; where it cannot be found, there are none. */
function listFrames({ stack, message }: Error): string[] {
  if (typeof stack !== "string") return [];
  const start = stack.indexOf(message);
  if (start < 0) return [];
  const lines = stack.slice(start + message.length).split("\n");
  return lines
    .filter((line) => frame.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim());
}

/**
 * Messages are left out, of whatever error: PostgreSQL's quote the row that broke a rule, Prisma's the values of a query, those of a
 * parser what they could not parse, those of a file system its path.
 */
export function describeError(error: unknown, causes = mostCauses): ErrorLines {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, constraint, digest, cause } = error as Error & Record<"code" | "constraint" | "digest", unknown>;
  const at = listFrames(error);
  const known = { code: asCodeWord(code) ?? asCodeWord(digest), constraint: asCodeWord(constraint) };
  return {
    name: asCodeWord(error.name) ?? "Error",
    ...(known.code && { code: known.code }),
    ...(known.constraint && { constraint: known.constraint }),
    ...(at.length > 0 && { at }),
    ...(cause instanceof Error && causes > 0 && { cause: describeError(cause, causes - 1) }),
  };
}
