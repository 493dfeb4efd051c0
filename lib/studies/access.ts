import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { findSession, findUser, requireUser } from "@/lib/auth/session";
import { db, pool } from "@/lib/db/client";
import { prepared } from "@/lib/db/pg-transaction";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { can, type StudyAction } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";
import { prove } from "@/lib/studies/proof";
import { isUuid } from "@/lib/uuid";

/** The role in the database right now; null for strangers and for identifiers that cannot be. */
const findRole = cache(async (studyId: string, userId: string): Promise<StudyRole | null> => {
  if (!isUuid(studyId)) return null;
  const membership = await db.membership.findUnique({
    where: { studyId_userId: { studyId, userId } },
    select: { role: true },
  });
  return membership?.role ?? null;
});

/** For pages and server actions: access, or the sign-in, or a 404 that tells a stranger nothing. */
export async function requireAccess(studyId: string, action: StudyAction): Promise<StudyAccess> {
  const user = await requireUser();
  const role = await findRole(studyId, user.id);
  if (!role || !can(role, action)) notFound();
  return prove({ studyId, userId: user.id, role });
}

/** For the frame around a study's pages: any role will do. The page inside asks for what it needs. */
export async function requireMember(studyId: string): Promise<StudyAccess> {
  const user = await requireUser();
  const role = await findRole(studyId, user.id);
  if (!role) notFound();
  return prove({ studyId, userId: user.id, role });
}

/** For pages that show more to some: which of the actions this person may do here (none = a 404 in `requireAccess`). */
export async function findAccess(studyId: string): Promise<StudyAccess | null> {
  const user = await findUser();
  const role = user && (await findRole(studyId, user.id));
  return user && role ? prove({ studyId, userId: user.id, role }) : null;
}

// One question to the database for user and role: this runs before every claim and every label.
const selectRole = prepared(`
  SELECT m.role FROM "User" u LEFT JOIN "Membership" m ON m."userId" = u.id AND m."studyId" = $2
  WHERE u.id = $1 AND u."sessionsValidFrom" <= $3`);

/** For route handlers: access, or the answer to send (401 not signed in, 404 not yours). */
export async function routeAccess(
  studyId: string,
  action: StudyAction,
): Promise<{ access: StudyAccess; refusal?: never } | { access?: never; refusal: Response }> {
  const notYours = { refusal: Response.json({ error: "Not found" }, { status: 404 }) };
  const session = await findSession();
  if (!session) return { refusal: Response.json({ error: "Sign in first" }, { status: 401 }) };
  const { userId, signedAt } = session;
  // An identifier that cannot be one still has to meet a user: a stranger is told to sign in, whatever they ask for.
  const asked = isUuid(studyId) ? studyId : null;
  const { rows } = await pool.query<{ role: StudyRole | null }>(selectRole(userId, asked, new Date(signedAt)));
  const [member] = rows;
  if (!member) return { refusal: Response.json({ error: "Sign in first" }, { status: 401 }) };
  if (!member.role || !can(member.role, action)) return notYours;
  return { access: prove({ studyId, userId, role: member.role }) };
}
