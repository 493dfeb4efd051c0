import type { StudyRole } from "@/lib/generated/prisma/enums";

declare const proven: unique symbol;

/** Proof that a user holds a role in a study. Queries and mutations demand one. */
export type StudyAccess = Readonly<{ studyId: string; userId: string; role: StudyRole; [proven]: true }>;

/** Made by the gates in access.ts, by the command line (whoever may run it owns the data) and by tests; nobody else. */
export const prove = (facts: { studyId: string; userId: string; role: StudyRole }) => facts as StudyAccess;
