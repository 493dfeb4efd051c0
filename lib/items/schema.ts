import { z } from "zod";
import { Reservation } from "@/lib/generated/prisma/enums";
import { storableText } from "@/lib/storable-text";

export const itemsPerPage = 50;

/** The items page's filters, as they stand in its URL. Whatever is malformed falls back to "all". */
export const itemFilterSchema = z.object({
  q: z.string().trim().max(200).transform(storableText).catch(""),
  labels: z.enum(["all", "none", "open", "full", "skipped", "reserved"]).catch("all"),
  condition: z.uuid().or(z.literal("")).catch(""),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type ItemFilter = z.output<typeof itemFilterSchema>;

const toNames = (text: string) =>
  [...new Set(text.split("\n").map((line) => line.trim()))].filter((name) => name !== "");
const mostReserved = 1000;

/** Items by name, one a line, and what they are to be kept for; nothing gives them back to the work. */
export const reserveInput = z.object({
  studyId: z.uuid(),
  reservedFor: z.enum(Reservation).or(z.literal("").transform(() => null)),
  items: z
    .string()
    .max(400_000)
    .transform(toNames)
    .pipe(
      z.array(z.string()).min(1, "Name at least one item").max(mostReserved, `At most ${mostReserved} items at once`),
    ),
});
export type ReserveInput = Omit<z.output<typeof reserveInput>, "studyId">;
