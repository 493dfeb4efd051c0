"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { countUse } from "@/lib/auth/count-use";
import { requireUser, startSession } from "@/lib/auth/session";
import { formAction } from "@/lib/form-action";
import { unknownInvitation } from "@/lib/invitations/invitation-state";
import * as invitations from "@/lib/invitations/mutations";
import { findInvitation } from "@/lib/invitations/queries";
import { acceptInput, invitationInput, invitationRef, joinInput } from "@/lib/invitations/schema";
import { ok } from "@/lib/result";
import { requireAccess } from "@/lib/studies/access";
import { studyHome } from "@/lib/studies/study-home";
import { retold } from "@/lib/users/retold";

export const createInvitation = formAction(invitationInput, async ({ studyId, ...input }) => {
  const created = await invitations.createInvitation(await requireAccess(studyId, "people"), input);
  refresh();
  return created;
});

export const revokeInvitation = formAction(invitationRef, async ({ studyId, invitationId }) => {
  await invitations.revokeInvitation(await requireAccess(studyId, "people"), invitationId);
  refresh();
  return ok(null);
});

/** For somebody who is signed in. */
export const acceptInvitation = retold(
  formAction(acceptInput, async ({ token }) => {
    const user = await requireUser();
    const joined = await invitations.acceptInvitation(user.id, token);
    if (!joined.ok) return joined;
    redirect(studyHome(joined.value.studyId, joined.value.role));
  }),
);

/** For somebody new: the account and the place in the study at once. */
export const joinStudy = retold(
  formAction(joinInput, async ({ token, ...person }) => {
    const attempt = await countUse(token, findInvitation, unknownInvitation);
    if (!attempt.ok) return attempt;
    const joined = await invitations.acceptAsNewPerson(token, person);
    if (!joined.ok) return joined;
    await startSession(joined.value.userId);
    redirect(studyHome(joined.value.studyId, joined.value.role));
  }),
);
