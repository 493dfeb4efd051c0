import type { ClientBase } from "pg";
import pg from "pg";

export type Table = { name: string; columns: string[] };
export type AppliedMigration = { name: string; checksum: string };

export const quote = (identifier: string) => pg.escapeIdentifier(identifier);

/**
 * Links that work once do not belong into a copy: one that was used since would work again. Counted attempts to sign in are of the day, and
 * a restore ends all sessions, those that were ended one by one too.
 */
const leftOut = new Set(["_prisma_migrations", "OneTimeToken", "RateLimit", "EndedSession"]);

/** Transactions are numbered by each server anew: what is restored is of the transaction that restores it. */
const leftOutColumns = ["Judgment.xid"];

/** The app's tables by name, with the columns that hold data of their own. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND NOT concat_ws('.', c.relname, a.attname) = ANY($1)
    GROUP BY c.relname ORDER BY c.relname COLLATE "C"`,
    [leftOutColumns],
  );
  return rows;
}

/** Those whose rows a backup holds. */
export const withoutLeftOut = (tables: readonly Table[]) => tables.filter(({ name }) => !leftOut.has(name));

/** Which schema a database has: the migrations that stand, in order. */
export async function listApplied(client: ClientBase): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum FROM "_prisma_migrations"
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name COLLATE "C"`,
  );
  return rows;
}

/** Text that COPY writes has to read the same on every server. */
export const portableText = `
  SET datestyle = 'ISO, MDY'; SET timezone = 'UTC'; SET intervalstyle = 'iso_8601'; SET extra_float_digits = 3;
  SET bytea_output = 'hex'; SET client_encoding = 'UTF8'; SET statement_timeout = 0`;
