import { z } from "zod";

/** What an export can be told. In a URL as query parameters, on the command line as options. */
export const exportOptionsSchema = z.object({
  /** Whose layout's spelling X1 keeps: `spedific` and `reject`; false writes `specific` and `rejected`. */
  compat: z.stringbool().default(true),
  /** X3: where the right option comes from. */
  gt: z.enum(["truth", "majority"]).default("truth"),
  /** X1, X3: the question's key; the first that fits by default. */
  question: z.string().max(40).optional(),
  /** The protocol version whose labels count: a number, "all", the newest with labels, or the one with most that count. */
  version: z
    .union([z.enum(["most", "latest", "all"]), z.coerce.number().int().min(1)], "Give a version's number, or all")
    .default("most"),
  /** CSV: a byte order mark in front, by which Excel knows that a file is UTF-8. */
  bom: z.stringbool().default(false),
});
export type ExportOptions = z.output<typeof exportOptionsSchema>;
