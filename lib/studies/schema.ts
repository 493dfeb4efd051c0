import { z } from "zod";
import { checkField, optionalNumberField, wholeNumberField } from "@/lib/form-fields";
import { StudyState, TieRule } from "@/lib/generated/prisma/enums";
import type { SlotRule } from "@/lib/slots/slot-rule";

const described = {
  name: z.string().trim().min(1, "Give the study a name").max(120, "At most 120 characters"),
  description: z.string().trim().max(2000, "At most 2,000 characters").default(""),
  contentWarning: z.string().trim().max(500, "At most 500 characters").default(""),
  labelsPerItem: wholeNumberField("labels", { min: 1, max: 100 }),
};

export const newStudyInput = z.object({
  ...described,
  starter: z.enum(["role-identification", "clinician-safety", "persona-preference", "blank"], "Choose what is asked"),
});
export type NewStudyInput = z.output<typeof newStudyInput>;

export const studySettingsInput = z.object({
  studyId: z.uuid(),
  ...described,
  leaseMinutes: wholeNumberField("minutes", { min: 1, max: 1440 }),
  itemsAhead: wholeNumberField("items", { min: 1, max: 15 }),
  mostPerDay: optionalNumberField("items", { min: 1, max: 10_000 }).default(null),
  tieRule: z.enum(TieRule),
  countRepeats: checkField,
});

/** How items are given out, as it is stored: a list of policies, which the labeling room knows and checks. */
export type StoredPolicies = readonly { key: string; settings: unknown }[];
export type StudySettings = Omit<z.output<typeof studySettingsInput>, "studyId"> & {
  policies: StoredPolicies;
  /** What these say of who fills an item's slots; left out: anybody. */
  slotRule?: SlotRule | null;
};

export const studyStateInput = z.object({ studyId: z.uuid(), state: z.enum(StudyState) });
export const studyRef = z.object({ studyId: z.uuid() });
export const deleteStudyInput = z.object({ studyId: z.uuid(), typedName: z.string() });
