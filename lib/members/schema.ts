import { z } from "zod";
import { StudyRole } from "@/lib/generated/prisma/enums";

export const memberRef = z.object({ studyId: z.uuid(), userId: z.uuid() });
export const roleInput = memberRef.extend({ role: z.enum(StudyRole, "Choose a role") });
