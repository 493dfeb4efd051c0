import pg from "pg";
import { Refusal } from "@/lib/refusal";

/** Where a connection string leads, without user and password: for messages. */
function describeTarget(connectionString: string): string {
  try {
    const { host, port, database } = new pg.Client({ connectionString });
    return `database ${database} at ${host}${host.startsWith("/") ? "" : `:${port}`}`;
  } catch {
    return "database";
  }
}

/** Throws a `Refusal` that says what to mend when a server somebody else runs does not let us in. */
export async function requireReachable(connectionString: string, variable = "DATABASE_URL") {
  let client: pg.Client;
  try {
    client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  } catch {
    throw new Refusal(`${variable} cannot be read: write it as postgresql://user:password@host:5432/database.`);
  }
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    throw new Refusal(
      `The ${describeTarget(connectionString)} does not let us in (${message || code}): check ${variable} and that the server runs.`,
    );
  } finally {
    client.end().catch(() => undefined);
  }
}
