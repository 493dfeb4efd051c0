"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { requireOwner } from "@/lib/auth/session";
import { pool } from "@/lib/db/client";
import { formAction } from "@/lib/form-action";
import { findPolicyObstacles } from "@/lib/labeling/policies/find-obstacles";
import { findSlotRule } from "@/lib/labeling/policies/policies";
import { findPolicyProblems, policiesField } from "@/lib/labeling/policies/policy-choices";
import { getStarter } from "@/lib/protocol/starters";
import { fail, ok } from "@/lib/result";
import { requireAccess } from "@/lib/studies/access";
import * as settings from "@/lib/studies/change-settings";
import { forgetFingerprint } from "@/lib/studies/fingerprint";
import * as studies from "@/lib/studies/mutations";
import { getStudyFrame } from "@/lib/studies/queries";
import { deleteStudyInput, newStudyInput, studyRef, studySettingsInput, studyStateInput } from "@/lib/studies/schema";

export const createStudy = formAction(newStudyInput, async ({ starter, ...study }) => {
  const user = await requireOwner();
  const { id } = await studies.createStudy(user.id, study, getStarter(starter).protocol);
  redirect(`/studies/${id}`);
});

const settingsInput = studySettingsInput.extend({ policies: policiesField });

export const changeSettings = formAction(settingsInput, async ({ studyId, ...input }) => {
  const access = await requireAccess(studyId, "design");
  const problems = await findPolicyProblems(pool, studyId, input.policies);
  if (problems) return fail("Mend the marked fields", problems);
  await settings.changeSettings(access, { ...input, slotRule: findSlotRule(input.policies) });
  forgetFingerprint(access);
  refresh();
  return ok(null);
});

export const changeState = formAction(studyStateInput, async ({ studyId, state }) => {
  const access = await requireAccess(studyId, "design");
  const obstacles = state === "OPEN" ? await findPolicyObstacles(access) : [];
  const changed = await studies.changeState(access, state, obstacles);
  refresh();
  return changed;
});

/** The study's name is typed to confirm. */
export const deleteStudy = formAction(deleteStudyInput, async ({ studyId, typedName }) => {
  const access = await requireAccess(studyId, "own");
  const { name } = await getStudyFrame(access);
  if (typedName.trim() !== name.trim())
    return fail("Mend the marked field", { typedName: "Type the study's name as it stands above" });
  await studies.deleteStudy(access);
  redirect("/studies");
});

/** A demo goes by one click: it is made up, and comes back with the seed. */
export const deleteDemo = formAction(studyRef, async ({ studyId }) => {
  const access = await requireAccess(studyId, "own");
  if (!(await getStudyFrame(access)).isDemo) return fail("This is not a demo: delete it in its settings");
  await studies.deleteStudy(access);
  redirect("/studies");
});
