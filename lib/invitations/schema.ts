import { z } from "zod";
import { accountInput, tokenInput } from "@/lib/auth/schema";
import { optionalIdField, wholeNumberField } from "@/lib/form-fields";
import { StudyRole } from "@/lib/generated/prisma/enums";

export const invitationInput = z.object({
  studyId: z.uuid(),
  role: z.enum(StudyRole, "Choose a role"),
  groupId: optionalIdField,
  note: z.string().trim().max(200, "At most 200 characters"),
  maxUses: wholeNumberField("uses", { min: 1, max: 1000 }),
  expiresInDays: wholeNumberField("days", { min: 1, max: 365 }),
});
export type InvitationInput = z.output<typeof invitationInput>;

export const invitationRef = z.object({ studyId: z.uuid(), invitationId: z.uuid() });
export const acceptInput = z.object({ token: tokenInput });
export const joinInput = accountInput.extend({ token: tokenInput });
