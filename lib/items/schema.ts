import { z } from "zod";
import { storableText } from "@/lib/storable-text";

export const itemsPerPage = 50;

/** The items page's filters, as they stand in its URL. Whatever is malformed falls back to "all". */
export const itemFilterSchema = z.object({
  q: z.string().trim().max(200).transform(storableText).catch(""),
  labels: z.enum(["all", "none", "open", "full", "skipped"]).catch("all"),
  condition: z.uuid().or(z.literal("")).catch(""),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type ItemFilter = z.output<typeof itemFilterSchema>;
