import { z } from "zod";

/** A number, text, truth, nothing, or lists and records of them. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);

const check = z.object({
  statistic: z.string(),
  options: z
    .record(z.string(), json)
    .nullish()
    .transform((options) => options ?? {}),
  expected: z.record(z.string(), json),
  tool: z.string(),
  role: z.enum(["reference", "published-rounded", "monte-carlo", "tool-behaviour", "tool-bug"]),
  tolerance: z
    .object({
      relative: z.number().optional(),
      absolute: z.number().optional(),
      labelAgreementAtLeast: z.number().optional(),
    })
    .nullish()
    .transform((tolerance) => tolerance ?? { relative: 1e-8, absolute: 1e-10 }),
  notes: z.string().nullish(),
});

/** The layout of a file of reference values: data sets, each with the checks to run on it. */
export const fixtureFile = z.array(
  z.object({
    id: z.string(),
    kind: z.string(),
    scale: z.string().nullish(),
    data: z.record(z.string(), json),
    checks: z.array(check),
  }),
);

export type DataSet = z.output<typeof fixtureFile>[number];
export type Check = DataSet["checks"][number];

/** What the engine makes of a check: a record to compare with the expected one, or why it is not compared. */
export type Answer =
  | { got: Json /** Expected keys that are not compared, and why. */; notCompared?: Record<string, string> }
  | { skip: string };

/** Answers the checks of one kind of data set. */
export type Answerer = (set: DataSet, check: Check) => Answer;

/** A statistic or option that nothing here knows is a failed check: passing over it would hide what is not offered. */
export function refuseUnknown(what: string): never {
  throw new RangeError(`"${what}" is unknown here`);
}
