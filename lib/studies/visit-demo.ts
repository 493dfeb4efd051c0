"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { clientAddress } from "@/lib/auth/client-address";
import { countAttempt } from "@/lib/auth/rate-limit";
import { findUser, startSession } from "@/lib/auth/session";
import { makeDemoVisitor } from "@/lib/demo/make-demo-visitor";
import { formAction } from "@/lib/form-action";
import { findAccess } from "@/lib/studies/access";
import { studyRef } from "@/lib/studies/schema";
import { studyHome } from "@/lib/studies/study-home";
import { retold } from "@/lib/users/retold";

/** Lets a visitor label in a demo, at one click. Whoever is signed in goes on as themselves, in the role they have. */
export const visitDemo = retold(
  formAction(studyRef, async ({ studyId }) => {
    const [user, access] = await Promise.all([findUser(), findAccess(studyId)]);
    if (access) redirect(studyHome(studyId, access.role));
    const attempt = await countAttempt("demoVisit", clientAddress(await headers()));
    if (!attempt.ok) return attempt;
    const visitor = await makeDemoVisitor(studyId, user?.id);
    if (!visitor.ok) return visitor;
    if (!user) await startSession(visitor.value.userId);
    redirect(`/studies/${studyId}/annotate`);
  }),
);
