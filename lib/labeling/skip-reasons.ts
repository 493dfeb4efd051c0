import { said } from "@/lib/languages/say";

/** Why people skip, as they choose it and as it is kept; a sentence of their own is another. */
export const skipReasons = [
  said("I lack the knowledge to judge this"),
  said("The text is broken or incomplete"),
  said("I know where this comes from"),
  said("It contains somebody's personal data"),
  said("It is distressing to read"),
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What whoever runs the study hears of at once, and how it is said of several items. */
export const urgentReasons: Partial<Record<SkipReason, string>> = {
  "It contains somebody's personal data": "because of somebody's personal data",
  "It is distressing to read": "because it is distressing to read",
};
