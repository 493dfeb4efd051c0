import { z } from "zod";

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  DATABASE_URL: z.string().min(1, "DATABASE_URL is not set: `npm start` sets it for the embedded database"),
  /** A copy that follows the database (streaming replication): figures, exports and the overview are read there. */
  READ_DATABASE_URL: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(32, "NEXTAUTH_SECRET needs at least 32 characters"),
  NEXTAUTH_URL: z.url().optional(),
  GRATA_DATA_DIR: z.string().default("./data"),
  /** "off" behind a pooler that hands a connection to another client after each transaction. */
  GRATA_PREPARED_STATEMENTS: z.enum(["on", "off"]).default("on"),
  GRATA_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(20),
});

/** The only reader of process.env in the app. A bad deployment fails here, at start, by name. */
export const env = schema.parse(process.env);
