import type { z } from "zod";

/*
 * Schemas are made by whoever parses: the labeling page asks kinds much, but parses nothing, and is not to load zod for
 * them.
 */

export type Zod = typeof z;

/** Keys stand in exports and URLs: lower case letters, digits, `-` and `_`. */
export const questionKey = (z: Zod) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, "Use lower case letters, digits, - and _, beginning with a letter (40 at most)");

const text = (z: Zod, max: number) =>
  z.string().trim().min(1, "Write something here").max(max, `At most ${max} characters`);

/** What every question has, whatever its kind. */
export const commonFields = (z: Zod) => ({
  key: questionKey(z),
  text: text(z, 500),
  help: z.string().max(2000).default(""),
  required: z.boolean().default(true),
  /** Left out where it is asked of the item as a whole. */
  askedOf: z.enum(["item", "part", "turn", "statement"]).optional(),
  /** Groups of raters that it is asked of, by name; left out where it is asked of everybody. */
  askedBy: z.array(z.string().trim().min(1).max(60)).min(1, "Name at least one group").max(50).optional(),
  /** Questions in a row with the same name here, and the same answers, stand as one table. */
  block: z.string().trim().min(1).max(80, "At most 80 characters").optional(),
  /** Offers "Cannot judge", kept apart from the scale: a missing value that is counted. */
  cannotJudge: z.boolean().default(false),
  /** Asked only when another question, earlier in the list, was answered with one of these values. */
  showIf: z
    .object({ question: questionKey(z), in: z.array(z.string()).min(1, "Choose at least one answer") })
    .nullable()
    .default(null),
});

/** Offers "Refusal" as a label of its own: neither an answer nor missing. */
export const refusalField = (z: Zod) => ({ refusal: z.boolean().optional() });

export const optionSchema = (z: Zod) =>
  z.object({
    key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, "Use letters, digits, - _ and . (60 at most)"),
    label: text(z, 200),
    description: z.string().max(1000).default(""),
  });
export type Option = z.output<ReturnType<typeof optionSchema>>;

/** Most options that a question or an item may have. */
export const mostOptions = 26;
