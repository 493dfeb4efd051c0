import { z } from "zod";
import { accountInput, tokenInput } from "@/lib/auth/schema";
import { StudyRole } from "@/lib/generated/prisma/enums";

const wholeNumber = (min: number, max: number, unit: string) =>
  z.coerce
    .number({ error: `Write a number of ${unit}` })
    .int(`Write a whole number of ${unit}`)
    .min(min, `At least ${min}`)
    .max(max, `At most ${max}`);

export const invitationInput = z.object({
  studyId: z.uuid(),
  role: z.enum(StudyRole, "Choose a role"),
  /** Empty for none. */
  groupId: z.union([z.uuid(), z.literal("")]).transform((id) => id || null),
  note: z.string().trim().max(200, "At most 200 characters"),
  maxUses: wholeNumber(1, 1000, "uses"),
  expiresInDays: wholeNumber(1, 365, "days"),
});
export type InvitationInput = z.output<typeof invitationInput>;

export const invitationRef = z.object({ studyId: z.uuid(), invitationId: z.uuid() });
export const acceptInput = z.object({ token: tokenInput });
export const joinInput = accountInput.extend({ token: tokenInput });
