"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { clientAddress } from "@/lib/auth/client-address";
import { countAttempt } from "@/lib/auth/rate-limit";
import { findUser, startSession } from "@/lib/auth/session";
import { makeDemoVisitor } from "@/lib/demo/make-demo-visitor";
import { formAction } from "@/lib/form-action";
import { fail } from "@/lib/result";
import { findAccess } from "@/lib/studies/access";
import { can } from "@/lib/studies/permissions";
import { studyRef } from "@/lib/studies/schema";

const signedIn = "You are signed in. Sign out first to try the demo as a visitor, or open it from your studies";

/** Lets a visitor label in a demo, at one click. Whoever may label there already goes on as themselves. */
export const visitDemo = formAction(studyRef, async ({ studyId }) => {
  const access = await findAccess(studyId);
  if (access && can(access.role, "annotate")) redirect(`/studies/${studyId}/annotate`);
  if (await findUser()) return fail(signedIn);
  const attempt = await countAttempt("demoVisit", clientAddress(await headers()));
  if (!attempt.ok) return attempt;
  const visitor = await makeDemoVisitor(studyId);
  if (!visitor.ok) return visitor;
  await startSession(visitor.value.userId);
  redirect(`/studies/${studyId}/annotate`);
});
