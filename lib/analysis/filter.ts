import { z } from "zod";

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value);
const text = z.preprocess(one, z.string().trim().max(200).catch("")).catch("");
const uuidOrNothing = z.preprocess(one, z.uuid().or(z.literal("")).catch("")).catch("");
const onOff = z.preprocess(one, z.enum(["on", "off", ""]).catch("")).catch("");

/** What the agreement and judges pages may be narrowed to, as it stands in their URL. Malformed values fall back to "all". */
export const analysisFilterSchema = z.object({
  question: text,
  /** Name of a rater group. */
  group: text,
  /** A rater group whose people are held against the others as if they were judges. */
  held: text,
  /** Id of a rater whose labels are left out, to see what they change. */
  without: uuidOrNothing,
  /** Id of a factor's level. */
  level: uuidOrNothing,
  tier: text,
  /** A number, "all", "latest" (the newest with labels), or nothing for the version with most labels that count. */
  version: z
    .preprocess(
      one,
      z.coerce
        .number()
        .int()
        .min(1)
        .or(z.enum(["all", "latest", ""]))
        .catch(""),
    )
    .catch(""),
  /** Whether repeats count; nothing means as the study says. */
  repeats: onOff,
  /** How a tied human vote counts; nothing means as the study says. */
  tie: z.preprocess(one, z.enum(["CATEGORY", "EXCLUDE", "FILE", ""]).catch("")).catch(""),
  /** Id of the judge whose details are shown; nothing means the first. */
  judge: text,
  /** Preferences: leave out units on which either side says tie. */
  decisive: onOff,
});
export type AnalysisFilter = z.output<typeof analysisFilterSchema>;

export const noFilter: AnalysisFilter = analysisFilterSchema.parse({});
