import { z } from "zod";

/*
 * What forms send, as schemas: everything comes as text, an unticked box does not come at all.
 */

/** A whole number typed into a field; `unit` names it in the messages. */
export const wholeNumberField = (unit: string, { min, max }: { min: number; max: number }) =>
  z
    .string()
    .trim()
    .regex(/^-?\d{1,9}$/, `Write a whole number of ${unit}`)
    .transform(Number)
    .pipe(
      z
        .number()
        .min(min, `At least ${min}`)
        .max(max, `At most ${max.toLocaleString("en")}`),
    );

/** A share typed into a field, as .2 or 0.2 (a comma will do). */
export const shareField = ({ max }: { max: number }) =>
  z
    .string()
    .trim()
    .regex(/^-?\d*[.,]?\d+$/, `Write a number from 0 to ${max}, such as 0.2`)
    .transform((text) => Number(text.replace(",", ".")))
    .pipe(z.number().min(0, `A number from 0 to ${max}`).max(max, `A number from 0 to ${max}`));

/** A whole number or nothing, which means none. */
export const optionalNumberField = (unit: string, range: { min: number; max: number }) =>
  z.union([
    z
      .string()
      .trim()
      .length(0)
      .transform(() => null),
    wholeNumberField(unit, range),
  ]);

/** A box: on or not there. */
export const checkField = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/** The id of one of several, or nothing chosen. */
export const optionalIdField = z.union([z.uuid(), z.literal("")]).transform((id) => id || null);
