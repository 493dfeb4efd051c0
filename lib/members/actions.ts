"use server";

import { refresh } from "next/cache";
import { requireOwner } from "@/lib/auth/session";
import { formAction } from "@/lib/form-action";
import * as members from "@/lib/members/mutations";
import { memberRef, roleInput } from "@/lib/members/schema";
import { requireAccess } from "@/lib/studies/access";

export const changeRole = formAction(roleInput, async ({ studyId, userId, role }) => {
  const changed = await members.changeRole(await requireAccess(studyId, "own"), userId, role);
  refresh();
  return changed;
});

export const removeMember = formAction(memberRef, async ({ studyId, userId }) => {
  const removed = await members.removeMember(await requireAccess(studyId, "own"), userId);
  refresh();
  return removed;
});

/** Passwords open more than one study, so that it takes an owner of the installation to reset one. */
export const issueResetLink = formAction(memberRef, async ({ studyId, userId }) => {
  await requireOwner();
  return members.issueResetLink(await requireAccess(studyId, "people"), userId);
});
