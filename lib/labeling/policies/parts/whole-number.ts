import { z } from "zod";

/** A whole number as a form sends it, or as it is stored. */
export const wholeNumber = ({ least, most }: { least: number; most: number }) => {
  const message = `Write a whole number from ${least} to ${most}`;
  return z.coerce.number(message).int(message).min(least, message).max(most, message);
};
