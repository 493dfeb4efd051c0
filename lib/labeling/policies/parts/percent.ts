import { z } from "zod";
import { wholeNumber } from "@/lib/labeling/policies/parts/whole-number";

/** A share as a form sends it, or as it is stored. */
export const percent = wholeNumber({ least: 0, most: 100 });

const message = "Write a number from 0 to 100";

/** How far from the right point of a scale an answer may be and still be right. */
export const withinPoints = z.coerce.number(message).min(0, message).max(100, message);

export const withinField = {
  name: "within",
  label: "On scales, right within so many points",
  hint: "0: the very point. Choices and preferences are right or they are not.",
  asks: "decimal number",
  initial: "1",
} as const;
